import JSONText

/// A one-page PDF (ISO 32000-1) on letter paper: texts in Helvetica and lines, nothing else.
struct PdfFile {
    /// The two faces that every reader has.
    enum Face: String {
        case regular = "F1"
        case bold = "F2"
    }

    private var content = ByteWriter(capacity: 4096)

    /// Writes a text with its base line at a place, in points from the lower left corner.
    mutating func text(_ text: String, x: Int, y: Int, size: Int = 9, face: Face = .regular) {
        content.append(text: "BT /\(face.rawValue) \(size) Tf \(x) \(y) Td (")
        append(winAnsi: text)
        content.append(") Tj ET\n")
    }

    /// Writes a number that ends at a place. In Helvetica every digit is 0.556 em wide and a point 0.278 (the bold face has the same).
    mutating func number(_ text: String, right: Int, y: Int, size: Int = 9, face: Face = .regular) {
        let thousandths = text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: ".") ? 278 : 556) }
        self.text(text, x: right - thousandths * size / 1000, y: y, size: size, face: face)
    }

    /// Draws a thin level line.
    mutating func rule(from x: Int, to end: Int, y: Int) {
        content.append(text: "0.5 w \(x) \(y) m \(end) \(y) l S\n")
    }

    /// The text in the encoding of the standard fonts; what it doesn't have becomes a question mark.
    private mutating func append(winAnsi text: String) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x28, 0x29, 0x5C:
                content.append("\\")
                content.append(byte: UInt8(scalar.value))
            case 0x20...0x7E, 0xA0...0xFF: content.append(byte: UInt8(scalar.value))
            default: content.append("?")
            }
        }
    }

    /// The file's bytes.
    func bytes(title: String) -> [UInt8] {
        let font = "/Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding"
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        ].map { Array($0.utf8) }
        objects.append(
            Array("<< /Length \(content.count) >>\nstream\n".utf8) + content.bytes + Array("\nendstream".utf8))
        objects.append(Array("<< \(font) /BaseFont /Helvetica >>".utf8))
        objects.append(Array("<< \(font) /BaseFont /Helvetica-Bold >>".utf8))
        objects.append(Array("<< /Title (\(title)) /Producer (pac-sandbox) >>".utf8))
        return Self.assemble(objects)
    }

    private static func assemble(_ objects: [[UInt8]]) -> [UInt8] {
        var file = ByteWriter(capacity: 8192)
        file.append("%PDF-1.4\n%\u{E9}\u{E8}\u{E7}\u{E0}\n")
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.count)
            file.append(text: "\(index + 1) 0 obj\n")
            file.append(object.span)
            file.append("\nendobj\n")
        }
        let table = file.count
        file.append(text: "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n")
        for offset in offsets {
            file.append(magnitude: UInt64(offset), digits: 10)
            file.append(" 00000 n \n")
        }
        file.append(text: "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info \(objects.count) 0 R >>\n")
        file.append(text: "startxref\n\(table)\n%%EOF\n")
        return file.bytes
    }
}
