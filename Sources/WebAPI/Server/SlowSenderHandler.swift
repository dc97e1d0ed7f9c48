// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Sends away who sends a body too slowly: 408, and the connection ends (RFC 9110 §15.5.9).
///
/// Heads that come slowly are ended by the idle timeout, which looks at whole heads and parts of bodies only.
final class SlowSenderHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var pace: SenderPace
    private var isAnswering = false
    private var check: Scheduled<Void>?

    private static let pause = TimeAmount.seconds(1)

    init(_ pace: SenderPace) {
        self.pace = pace
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: pace.begin()
        case .body(let part): pace.receive(part.readableBytes, at: .now())
        case .end: pace.end()
        }
        context.fireChannelRead(data)
    }

    /// Most bodies are here with their heads, and need no clock.
    func channelReadComplete(context: ChannelHandlerContext) {
        if pace.isReceiving, check == nil { look(context) }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        pace.wait(at: .now())
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.kind != .informational: isAnswering = true
        case .end: isAnswering = false
        default: break
        }
        context.write(data, promise: promise)
    }

    func handlerRemoved(context: ChannelHandlerContext) { check?.cancel() }

    private func look(_ context: ChannelHandlerContext) {
        check = context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) { [self] in
            check = nil
            guard pace.isReceiving else { return }
            guard pace.isTooSlow(at: .now()) else { return look(context) }
            if !isAnswering {
                let head = HTTPResponse(
                    status: .requestTimeout,
                    headerFields: [.connection: "close", .contentLength: "0"]
                )
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
            context.close(promise: nil)
        }
    }
}
