// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes

/// Finds the route of a path. Segments are compared as they came, before any decoding: an identifier in a path
/// may hold encoded slashes and question marks.
struct RouteTable: Sendable {
    private let root: Node

    /// What was found for a method and a path.
    enum Resolution {
        /// With the raw texts of the pattern's `{}` and `{…}`.
        case found(Route, [String])
        case options([HTTPRequest.Method])
        case wrongMethod([HTTPRequest.Method])
        case missing
    }

    init(_ routes: [Route]) {
        var root = Node()
        for route in routes {
            root.insert(route, at: Address.segments(of: route.pattern)[...])
        }
        self.root = root
    }

    func resolve(_ method: HTTPRequest.Method, _ path: String) -> Resolution {
        let segments = Address.segments(of: path)
        var parameters: [String] = []
        guard let routes = root.find(segments[...], &parameters) else { return .missing }
        if let route = routes.first(where: { $0.method == method }) { return .found(route, parameters) }
        let methods = routes.map(\.method)
        return method == .options ? .options(methods) : .wrongMethod(methods)
    }

    private struct Node: Sendable {
        var children: [String: Node] = [:]
        /// At most one element; an array because a value cannot hold itself.
        var parameter: [Node] = []
        /// Routes that end here.
        var routes: [Route] = []
        /// Routes that take everything from here on.
        var rest: [Route] = []

        mutating func insert(_ route: Route, at segments: ArraySlice<Substring>) {
            guard let first = segments.first else {
                routes.append(route)
                return
            }
            switch first {
            case "{…}": rest.append(route)
            case "{}":
                if parameter.isEmpty { parameter.append(Node()) }
                parameter[0].insert(route, at: segments.dropFirst())
            default: children[String(first), default: Node()].insert(route, at: segments.dropFirst())
            }
        }

        func find(_ segments: ArraySlice<Substring>, _ parameters: inout [String]) -> [Route]? {
            guard let first = segments.first else { return routes.isEmpty ? nil : routes }
            if let child = children[String(first)], let found = child.find(segments.dropFirst(), &parameters)
            {
                return found
            }
            let count = parameters.count
            if let node = parameter.first, !first.isEmpty {
                parameters.append(String(first))
                if let found = node.find(segments.dropFirst(), &parameters) { return found }
                parameters.removeSubrange(count...)
            }
            guard !rest.isEmpty, !first.isEmpty else { return nil }
            parameters.append(segments.joined(separator: "/"))
            return rest
        }
    }
}
