internal import JSONText

/// Writes a page. Only constants of this program go in as they are; every text that came from outside is escaped on its way in, so that
/// no name, value or message can become markup.
struct HTML {
    private var writer = ByteWriter(capacity: 64 << 10)

    var bytes: [UInt8] { writer.bytes }

    /// Appends markup of ours.
    mutating func raw(_ markup: StaticString) { writer.append(markup) }

    /// Appends a number.
    mutating func number(_ value: Int) { writer.append(integer: Int64(value)) }

    /// Appends a text, escaped. Control characters, and those that turn the direction of the text, become U+FFFD.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": writer.append("&amp;")
            case "<": writer.append("&lt;")
            case ">": writer.append("&gt;")
            case "\"": writer.append("&quot;")
            case "'": writer.append("&#39;")
            case "\n", "\t": writer.append(byte: UInt8(truncatingIfNeeded: scalar.value))
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": writer.append("\u{FFFD}")
            default:
                if scalar.properties.generalCategory == .control {
                    writer.append("\u{FFFD}")
                } else {
                    writer.append(text: String(scalar))
                }
            }
        }
    }

    /// Appends an element. Attribute values are escaped; names and the element are ours.
    mutating func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], _ body: (inout HTML) -> Void
    ) {
        open(name, attributes)
        body(&self)
        writer.append("</")
        writer.append(name)
        writer.append(">")
    }

    /// Appends an element that holds a text.
    mutating func element(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// Appends a start tag, or an element that has no end tag.
    mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
        writer.append("<")
        writer.append(name)
        for (key, value) in attributes {
            writer.append(" ")
            writer.append(key)
            writer.append("=\"")
            text(value)
            writer.append("\"")
        }
        writer.append(">")
    }

    /// Appends a table with its caption, its header and a body.
    mutating func table(
        caption: String, columns: [(title: String, isNumber: Bool)], class name: String = "", _ body: (inout HTML) -> Void
    ) {
        element("div", ["class": "scroll"]) { html in
            html.element("table", ["class": name]) { html in
                html.element("caption", text: caption)
                html.element("thead") { html in
                    html.element("tr") { html in
                        for column in columns {
                            html.element("th", ["scope": "col", "class": column.isNumber ? "n" : ""], text: column.title)
                        }
                    }
                }
                html.element("tbody") { body(&$0) }
            }
        }
    }

    /// Appends a row: its head, then its cells.
    mutating func row(head: String, _ cells: (inout HTML) -> Void) {
        element("tr") { html in
            html.element("th", ["scope": "row"], text: head)
            cells(&html)
        }
    }

    /// Appends a cell with a text.
    mutating func cell(_ text: String) { element("td", text: text) }

    /// Appends a cell with a figure.
    mutating func figure(_ text: String) { element("td", ["class": "n"], text: text) }
}
