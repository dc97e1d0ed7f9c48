# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""Joins Qiongsu knowing nothing but what /standards says: implementer.py BASE.

Reads the published index, profiles, code schemes and JSON Schemas; makes a record and an EPCIS event of its own for
every stage of every category and sends them; and holds the published schemas against the server with values that are
wrong in every way it can think of. Examples are looked at only to see that they keep to the schemas.
"""

import json
import random
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta

from jsonschema import Draft202012Validator

BASE = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 7
MUTATIONS = 12
dice = random.Random(SEED)
failures = []
# What no schema can say, as every record schema tells in its $comment.
BEYOND_SCHEMA = {"field-code", "field-future", "field-stage"}


def expect(condition, what):
    if not condition:
        failures.append(what)
        print("FAIL  " + what)


def call(method, path, body=None, media="application/json"):
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    request = urllib.request.Request(BASE + path, data=data, method=method, headers={"Content-Type": media})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers


def plain(value, length=700):
    return json.dumps(value, ensure_ascii=False)[:length]


def get(path):
    status, body, _ = call("GET", path)
    expect(status == 200, f"GET {path}: {status}")
    return json.loads(body)


# Codes, from the published schemes alone.

BASE31 = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def gs1_digit(digits):
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def check_character(kind, text):
    """The last character that makes the text keep a check; None for checks of another kind."""
    body = text[:-1]
    if kind in ("gb32100", "mod31"):
        total = sum(BASE31.index(character) * pow(3, place, 31) for place, character in enumerate(body))
        return BASE31[-total % 31]
    if kind == "gb11714":
        weights = [3, 7, 9, 10, 5, 8, 4, 2]
        total = sum((int(c) if c.isdigit() else ord(c) - 55) * w for c, w in zip(body, weights))
        return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    if kind == "gb11643":
        weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        return "10X98765432"[sum(int(c) * w for c, w in zip(body, weights)) % 11]
    if kind == "mod1110":
        check = 5
        for character in body:
            check = ((check or 10) * 2 % 11 + int(character)) % 10
        return str((11 - (check or 10) * 2 % 11) % 10)
    return None


def ordinary(checks, text):
    """Puts dates and years where the scheme wants them."""
    for check in checks:
        if check["kind"] in ("date", "month", "day", "since2015", "nonzero"):
            first, last = check["first"] - 1, check["last"]
            right = {"date": "20250117", "month": "07", "day": "19", "since2015": "2025", "nonzero": "17"}
            text = text[:first] + right[check["kind"]][: last - first] + text[last:]
    return text


def code(scheme, serial, is_lot=False):
    entry = schemes[scheme]
    if "forms" not in entry:
        if scheme == "sscc":
            body = "0" + str(69876543000000000 + serial)[:16]
            return entry["prefix"] + body + gs1_digit(body)
        body = "0698765432101"
        return entry["prefix"] + body + gs1_digit(body) + ("/10/" if is_lot else "/21/") + f"T{serial}"
    for attempt in range(50):
        text = ""
        for part in entry["forms"][0]:
            if "text" in part:
                text += part["text"]
                continue
            characters = part.get("characters") or "abcdefgh12345678"
            length = min(part["most"], max(part["least"], 8))
            if set("0123456789") <= set(characters):
                text += str(serial + attempt).rjust(length, "0")[-length:]
            else:
                text += "".join(characters[(serial + place) % len(characters)] for place in range(length))
        text = ordinary(entry["checks"], text)
        try:
            for check in entry["checks"]:
                first, last = check.get("first", 1) - 1, check.get("last", len(text))
                last_character = check_character(check["kind"], text[first:last]) if last <= len(text) else None
                if last_character is not None:
                    text = text[: last - 1] + last_character + text[last:]
            return entry["prefix"] + urllib.parse.quote(text, safe="-._~")
        except ValueError:
            continue
    raise SystemExit(f"no code of {scheme} can be made")


# Records, from the published profile and schema.


class Maker:
    def __init__(self, profile, stage, schema, serial, time, before):
        # The units of the stages before, by stage: some stages refuse what did not go through another one.
        self.before = before
        self.profile, self.stage, self.schema, self.serial, self.time = profile, stage, schema, serial, time
        self.elements = {element["id"]: element for element in stage["elements"]}

    def record(self):
        fields = {"time": self.time.isoformat(timespec="seconds")}
        for name in self.schema["required"]:
            fields[name] = self.field(name)
        for document in self.stage["documents"]:
            if document["required"]:
                fields[document["type"]] = f"NO-{self.serial}-{document['type']}"[:64]
        for element in self.stage["elements"]:
            if element["required"]:
                fields[element["id"]] = self.element(element)
        for _ in range(4):
            for rule in self.stage["rules"]:
                if rule["effect"] == "refuse" and self.applies(rule, fields):
                    self.keep(rule, fields)
        return fields

    def field(self, name):
        if name == "time":
            return self.time.isoformat(timespec="seconds")
        if name in ("subject", "from", "to"):
            return code("uscc", 31_000 + len(name))
        if name == "place":
            return code("place", 17)
        if name in self.stage["goods"]:
            return self.goods(name)
        return self.element(self.elements[name])

    def goods(self, role):
        for rule in self.stage["rules"]:
            if rule["kind"] == "predecessor" and rule["effect"] == "refuse" and role in ("units", "inputs"):
                for stage in rule["parameters"]["stages"]:
                    if stage in self.before:
                        return self.before[stage]
        rule = self.stage["goods"][role]
        level = rule["level"]
        if level == "any":
            level = self.profile["unit"]["kind"] if self.profile["unit"]["kind"] != "any" else "lot"
        allowed = rule["schemes"] or self.profile["unit"]["codes"]
        scheme = "gtin" if level == "lot" and "gtin" in allowed else allowed[0]
        serial = self.serial + {"units": 0, "inputs": 0, "outputs": 500_000, "container": 700_000}[role]
        unit = code(scheme, serial, is_lot=level == "lot")
        if level != "lot":
            return unit
        amount = {"code": unit, "quantity": 40}
        if "measure" in rule:
            amount["measure"] = rule["measure"]
        return amount

    def element(self, element):
        kind = element["type"]
        if kind == "text":
            return "接入测试 text"[: element["maxLength"]]
        if kind in ("integer", "number"):
            return min(max(5, element.get("min", 0)), element.get("max", 10**9))
        if kind == "date":
            return self.time.date().isoformat()
        if kind == "time":
            return self.time.isoformat(timespec="seconds")
        if kind == "boolean":
            return True
        if kind in ("code", "codes", "checklist"):
            first = self.profile["lists"][element["list"]]["values"][0]["id"]
            return first if kind == "code" else [first]
        scheme = (element["schemes"] or ["gtin"])[-1]
        one = code(scheme, self.serial)
        return one if kind == "identifier" else [one]

    def applies(self, rule, fields):
        when = rule.get("when")
        if not when:
            return True
        value = fields.get(when["element"])
        words = [str(v).lower() if isinstance(v, bool) else v for v in (value if isinstance(value, list) else [value])]
        holds = any(word in when.get("in", when.get("not-in")) for word in words)
        return holds == ("in" in when)

    def keep(self, rule, fields):
        """Changes the record so that a rule which would refuse it is kept."""
        kind, parameters = rule["kind"], rule["parameters"]
        if kind == "document-valid" and parameters["required"]:
            fields.setdefault(parameters["document"], f"NO-{self.serial}-{parameters['document']}"[:64])
        elif kind == "code-check" and "when" in rule and self.stage["goods"].get(parameters["of"], {}).get("level") == "any":
            fields[parameters["of"]] = code(parameters["schemes"][0], self.serial)
        elif kind == "element-required":
            fields.setdefault(parameters["element"], self.field(parameters["element"]))
        elif kind == "element-value" and parameters["element"] in fields:
            element = self.elements[parameters["element"]]
            known = ["true", "false"]
            if "list" in element:
                known = [value["id"] for value in self.profile["lists"][element["list"]]["values"]]
            right = [w for w in known if (w in parameters.get("in", [])) or ("not-in" in parameters and w not in parameters["not-in"])]
            fields[element["id"]] = right[0] == "true" if element["type"] == "boolean" else right[0]
        elif kind == "mass-balance" and isinstance(fields.get(parameters["input"]), (int, float)):
            output = fields.get(parameters["output"])
            amount = output.get("quantity", 1) if isinstance(output, dict) else output if isinstance(output, (int, float)) else 1
            fields[parameters["input"]] = -(-amount * 2 // sum(parameters["band"]))
        elif kind == "element-limit" and isinstance(fields.get(parameters["element"]), (int, float)):
            low, high = parameters.get("min", 0), parameters.get("max", 10**9)
            fields[parameters["element"]] = min(max(fields[parameters["element"]], low), high)


def event(profile, stage, record):
    """The EPCIS event of a record, as S2 of the standard says."""
    form = stage["event"]
    made = {
        "@context": [
            "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
            {"qs": "urn:qiongsu:chain#"},
        ],
        "type": form["type"],
        "eventTime": record["time"],
        "eventTimeZoneOffset": "+08:00",
        "bizStep": form["bizStep"],
        "readPoint": {"id": record["place"]},
        "qs:stage": stage["reference"],
        "qs:subject": record["subject"],
    }
    for name in ("action", "disposition"):
        if name in form:
            made[name] = form[name]
    for name, field in (("from", "source"), ("to", "destination")):
        if name in record:
            made[field + "List"] = [{"type": "possessing_party", field: record[name]}]
    names = {"inputs": ("inputEPCList", "inputQuantityList"), "outputs": ("outputEPCList", "outputQuantityList")}
    is_packing = form["type"] in ("AggregationEvent", "AssociationEvent")
    names["units"] = ("childEPCs", "childQuantityList") if is_packing else ("epcList", "quantityList")
    for role in stage["goods"]:
        if role not in record:
            continue
        goods = record[role]
        if role == "container":
            made["parentID"] = goods if isinstance(goods, str) else goods["code"]
        elif isinstance(goods, str):
            made[names[role][0]] = [goods]
        else:
            amount = {"epcClass": goods["code"], "quantity": goods["quantity"]}
            if goods.get("measure", "H87") != "H87":
                amount["uom"] = goods["measure"]
            made[names[role][1]] = [amount]
    if form["type"] == "TransformationEvent" and ("inputs" in record) != ("outputs" in record):
        made["transformationID"] = f"urn:uuid:6f2f3d5e-0000-4000-8000-{dice.randrange(10**12):012d}"
    for element in stage["elements"]:
        if element["id"] in record:
            made["qs:" + element["id"]] = record[element["id"]]
    documents = [d["type"] for d in stage["documents"] if d["type"] in record]
    if documents:
        made["qs:documents"] = [{"qs:type": kind, "qs:number": record[kind]} for kind in documents]
        made["bizTransactionList"] = [
            {"type": f"urn:qiongsu:document:{kind}", "bizTransaction": f"urn:qiongsu:document:{kind}:{record[kind]}"}
            for kind in documents
        ]
    return made


def path_to(stage, stages, seen=()):
    """The stages that must come first where their lack would be refused, and the stage itself; None if no way leads there.

    They bring an asset into a state in which the stage may be done, or are asked for by a rule that refuses.
    """
    way = []
    if stage["allowedIn"]:
        for before in stages:
            if before.get("state") in stage["allowedIn"] and before["id"] not in (stage["id"], *seen):
                way = path_to(before, stages, (*seen, stage["id"]))
                if way:
                    break
        if not way:
            return None
    for rule in stage["rules"]:
        if rule["kind"] == "predecessor" and rule["effect"] == "refuse":
            wanted = rule["parameters"]["stages"]
            if not any(one["reference"] in wanted for one in way):
                way += [one for one in stages if one["reference"] == wanted[0]]
    return [*way, stage]


PAST = {
    "predecessor", "life-state", "interval", "interval-after-use", "match", "expiry", "stock-balance", "quota",
    "capacity", "unique", "unique-link", "document-overdrawn",
}


def asks_for_past(body):
    """Whether a record is right in itself, and refused only for what its goods went through before, which are new."""
    refusing = [finding for finding in json.loads(body).get("findings", []) if finding["effect"] == "refuse"]
    return bool(refusing) and all(finding["rule"] in PAST for finding in refusing)


# Values that are wrong, or only look so.

ODD = [
    None, "", " ", "\u3000", "x", "a b", 0, -1, 1, 1.0, 1.5, 1e9, True, False, [], {}, [[]], [None], ["x"], "5", "是",
    "2026-02-30", "2024-02-29", "2023-02-29", "2000-02-29", "1900-02-29", "0000-01-01", "2026-03-01", "2026-03-01\n",
    "2026/03/01", "2026-03-01T08:30:00+08:00", "2026-03-01T08:30:00Z", "2026-03-01t08:30:00.123z", "2026-03-01T08:30",
    "2026-03-01T24:00:00Z", "2026-03-01T08:30:60Z", "2026-03-01T08:30:00+24:00", "2026-03-01T08:30:00Z\n",
    "x" * 41, "x" * 61, "x" * 101, "x" * 201, "字" * 500, "字" * 501, "x" * 2001, "e\u0301" * 300,
    "https://id.gs1.org/01/06987654321012/10/A 5 KGM", "https://id.gs1.org/01/06987654321012/10/A 0 KGM",
    "https://id.gs1.org/01/06987654321012/10/A 0.50 kg", "https://id.gs1.org/01/06987654321012/10/A 05",
    "https://id.gs1.org/01/06987654321012/10/A 5 XYZ", "https://id.gs1.org/01/06987654321012/10/A  5",
    {"code": "https://id.gs1.org/01/06987654321012/10/A", "quantity": 5},
    {"code": "https://id.gs1.org/01/06987654321012/10/A", "quantity": 0},
    {"code": "https://id.gs1.org/01/06987654321012/10/A", "quantity": "5"},
    {"code": "https://id.gs1.org/01/06987654321012/10/A", "quantity": 5, "measure": "KGM"},
    {"code": "https://id.gs1.org/01/06987654321012/10/A", "quantity": 5, "colour": "red"},
    {"quantity": 5}, {"number": "N1"}, {"number": "N 1"}, {"number": "N1", "issued": "2026-01-01", "quantity": 3},
    {"number": "N1", "issued": "2026-13-01"}, {"number": "N1", "quantity": -1}, {"number": "N" * 65}, {"issuer": "x"},
    [{"time": "2026-03-01T08:30:00+08:00", "type": "Temperature", "value": 4, "measure": "CEL"}],
    [{"time": "2026-03-01T08:30:00+08:00", "type": "Temperature", "min": 2, "max": 4, "measure": "CEL"}],
    [{"time": "2026-03-01T08:30:00+08:00", "type": "Temperature", "min": 2, "measure": "CEL"}],
    [{"time": "2026-03-01T08:30:00+08:00", "type": "Temperature", "value": 4}],
]


def mutated(fields, names, unknown="no-such-element"):
    """One to two changes of a right record."""
    fields = dict(fields)
    for _ in range(dice.randint(1, 2)):
        name = dice.choice(names)
        what = dice.random()
        # An event without qs:stage is no record of a stage, so no profile judges it.
        if what < 0.15 and name != "qs:stage":
            fields.pop(name, None)
        elif what < 0.2:
            fields[unknown] = 1
        elif what < 0.3 and isinstance(fields.get(name), (str, dict)):
            fields[name] = [fields[name]]
        else:
            fields[name] = dice.choice(ODD)
    return fields


def names_of(schema, prefix=""):
    return [name for name in schema["properties"] if name.startswith(prefix)]


def try_record(address, stage, validator, fields):
    status, body, _ = call("POST", address, fields)
    says = validator.is_valid(fields)
    refused = status == 400
    if refused:
        answer = json.loads(body)
        reasons = {fault["reason"] for fault in answer.get("faults", [{"reason": "other"}])}
        refused = not reasons <= BEYOND_SCHEMA
    expect(status in (201, 400, 422), f"{stage['reference']}: {status} for {fields}")
    verdict = "takes" if says else "refuses"
    expect(
        says != refused,
        f"{stage['reference']}: the schema {verdict}, the server answers {status} {body[:300]} for {plain(fields)}",
    )
    return says


def try_event(stage, validator, made):
    status, body, _ = call("POST", "/epcis/events", made, "application/ld+json")
    says = validator.is_valid(made)
    expect(status in (201, 400), f"{stage['reference']} as an event: {status} {body[:200]}")
    verdict = "takes" if says else "refuses"
    expect(
        says == (status == 201),
        f"{stage['reference']} as an event: the schema {verdict}, the server answers {status} {body[:500]} for {plain(made)}",
    )
    return says


index = get("/standards/index.json")
schemes = {scheme["id"]: scheme for scheme in get(index["codes"])["schemes"]}
serial, stages_done, verdicts = 1000, 0, {True: 0, False: 0}
for entry in index["profiles"]:
    profile = get(entry["versions"][-1]["json"])
    begin = max(datetime.fromisoformat(profile["from"]), datetime(2026, 5, 4)) + timedelta(hours=9)
    begin = datetime.fromisoformat(begin.isoformat() + "+08:00")
    events = []
    schemas = {}
    for stage in profile["stages"]:
        files = stage["files"]
        record_schema, event_schema = get(files["record.schema.json"]), get(files["event.schema.json"])
        Draft202012Validator.check_schema(record_schema)
        Draft202012Validator.check_schema(event_schema)
        schemas[stage["id"]] = record_schema, Draft202012Validator(record_schema), Draft202012Validator(event_schema)
        example, document = get(files["record.example.json"]), get(files["event.example.jsonld"])
        expect(schemas[stage["id"]][1].is_valid(example), f"{stage['reference']}: the example keeps to the schema")
        for one in document["epcisBody"]["eventList"]:
            faults = [fault.message for fault in schemas[stage["id"]][2].iter_errors(one)]
            expect(not faults, f"{stage['reference']}: the example event keeps to the schema {faults}")
    for stage in profile["stages"]:
        serial += 1
        way = path_to(stage, profile["stages"])
        expect(way is not None, f"{stage['reference']}: no way leads to it")
        before = {}
        for hour, step in enumerate(way or []):
            schema, validator, event_validator = schemas[step["id"]]
            record = Maker(profile, step, schema, serial, begin + timedelta(hours=hour), before).record()
            before[step["reference"]] = record.get("outputs") or record.get("units")
            address = f"/api/v1/records/{step['reference']}"
            faults = [fault.message for fault in validator.iter_errors(record)]
            expect(not faults, f"{step['reference']}: what was made keeps to the schema {faults}")
            status, body, _ = call("POST", address, record)
            expect(
                status == 201 or status == 422 and asks_for_past(body),
                f"{step['reference']}: {status} {body[:700]} for {plain(record)}",
            )
        # The same again by EPCIS, an hour later and of other goods, so that it is not the same event.
        serial += 1
        record = Maker(profile, stage, schema, serial, begin + timedelta(hours=5), {}).record()
        made = event(profile, stage, record)
        expect(try_event(stage, event_validator, made), f"{stage['reference']}: the schema takes the event that was made")
        events.append({name: value for name, value in made.items() if name != "@context"} | {"eventTime": (begin + timedelta(hours=6)).isoformat()})
        stages_done += 1
        for _ in range(MUTATIONS):
            verdicts[try_record(address, stage, validator, mutated(record, names_of(schema)))] += 1
        fields = [name for name in event_validator.schema["properties"] if name.startswith("qs:") or name in ("type", "action")]
        for _ in range(MUTATIONS // 2):
            verdicts[try_event(stage, event_validator, mutated(made, fields, "qs:no-such-element"))] += 1
    document = {
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"qs": "urn:qiongsu:chain#"}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": begin.isoformat(),
        "epcisBody": {"eventList": events},
    }
    status, body, headers = call("POST", "/epcis/capture", document, "application/ld+json")
    expect(status == 202, f"{profile['id']}: capture answers {status} {body[:300]}")
    if status == 202:
        job = get(headers["Location"].replace(BASE, ""))
        expect(job["success"] is True, f"{profile['id']}: the capture job says {plain(job)}")

print(f"{len(index['profiles'])} categories, {stages_done} stages; odd values: {verdicts[True]} taken, {verdicts[False]} refused")
sys.exit(f"{len(failures)} failed" if failures else 0)
