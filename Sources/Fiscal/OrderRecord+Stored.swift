public import JSONText

extension OrderRecord {
    /// The record as JSON, for a document that is judged again later (rulebook 2.5): every cell with its place.
    public var stored: JSONValue {
        var order = JSONObject()
        for key in OrderKey.allCases where !isEmpty(key) {
            let place = location(key)
            order[key.name] = [
                .string(text(key)), JSONValue(isFromRegistry(key) ? 0 : place.line), JSONValue(place.column ?? 0),
                .bool(isFromRegistry(key)),
            ]
        }
        let lines = (0..<lineCount).map { index -> JSONValue in
            var cells = JSONObject()
            for key in LineKey.allCases where !isEmpty(line: index, key) {
                let place = location(line: index, key)
                cells[key.name] = [.string(text(line: index, key)), JSONValue(place.line), JSONValue(place.column ?? 0)]
            }
            return .object(cells)
        }
        return [
            "sequence": JSONValue(sequence), "line": JSONValue(line), "start": JSONValue(extent.lowerBound),
            "end": JSONValue(extent.upperBound), "order": .object(order), "lines": .array(lines),
        ]
    }

    /// Makes the record of `stored` again; cells of columns that this program doesn't know are left out.
    public init(stored: JSONValue) {
        self.init()
        sequence = stored["sequence"]?.integer ?? 0
        line = stored["line"]?.integer ?? 0
        let start = stored["start"]?.integer ?? 0
        extent = start..<max(start, stored["end"]?.integer ?? start)
        for member in stored["order"]?.object?.members ?? [] {
            guard let key = OrderKey(name: member.key), let cell = member.value.array, cell.count == 4, let text = cell[0].string
            else { continue }
            let bytes = Array(text.utf8)
            if cell[3].bool == true {
                fill(key, fromRegistry: bytes.span)
            } else {
                set(key, bytes.span, line: cell[1].integer ?? 0, column: cell[2].integer ?? 0)
            }
        }
        for cells in stored["lines"]?.array ?? [] {
            addLine(at: cells.object?.members.first?.value.array?[1].integer ?? line)
            for member in cells.object?.members ?? [] {
                guard let key = LineKey(name: member.key), let cell = member.value.array, cell.count == 3,
                    let text = cell[0].string
                else { continue }
                set(key, Array(text.utf8).span, line: cell[1].integer ?? 0, column: cell[2].integer ?? 0)
            }
        }
    }
}
