import JSONText

/// Writes XML in canonical form (exclusive c14n): no white space between elements, no empty-element tags, texts escaped as the canonical
/// form has them. So the bytes written are the bytes a signature is made over (dgi.md 7).
struct XMLWriter {
    private(set) var writer = ByteWriter(capacity: 4096)

    var bytes: [UInt8] { writer.bytes }

    /// An element with what the closure writes inside.
    mutating func element(_ name: String, attributes: String = "", _ content: (inout XMLWriter) -> Void) {
        writer.append(text: attributes.isEmpty ? "<\(name)>" : "<\(name) \(attributes)>")
        content(&self)
        writer.append(text: "</\(name)>")
    }

    /// An element with a text.
    mutating func leaf(_ name: String, _ text: String) {
        writer.append("<")
        writer.append(text: name)
        writer.append(">")
        append(escaped: text)
        writer.append("</")
        writer.append(text: name)
        writer.append(">")
    }

    /// An element with a text, when there is one.
    mutating func leaf(_ name: String, optional text: String?) {
        if let text, !text.isEmpty { leaf(name, text) }
    }

    /// Markup that was written elsewhere.
    mutating func append(markup: [UInt8]) {
        writer.append(markup.span)
    }

    private mutating func append(escaped text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): writer.append("&amp;")
            case UInt8(ascii: "<"): writer.append("&lt;")
            case UInt8(ascii: ">"): writer.append("&gt;")
            case 0x0D: writer.append("&#xD;")
            // Control characters can't stand in XML at all.
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F: writer.append(" ")
            default: writer.append(byte: byte)
            }
        }
    }
}
