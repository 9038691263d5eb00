import JSONText

extension PayloadCheck {
    /// The referenced documents (pac-api.md 2 and 3.5): a note names the invoice it changes, anything else names nothing.
    mutating func checkReferences(_ root: Node) {
        let key = "referencedDocuments"
        guard let type = parts.documentType else { return }
        guard let value = root.object[key], value.array?.isEmpty != true else {
            if type == "04" || type == "05" { fail("1705", key) }
            return
        }
        guard ["04", "05", "06", "07"].contains(type) else {
            fail("1708", key)
            return
        }
        var seen: Set<String> = []
        for (index, reference) in (array(root, key, 1...99) ?? []).enumerated() {
            let path = "\(key)[\(index)]"
            let keys = ["emissionType", "cufeIdentification", "issueDate"]
            guard let node = object(reference, path: path, keys: keys) else { continue }
            guard type == "04" || type == "05" else {
                fail("1706", node.path)
                continue
            }
            checkReference(node, type: type, seen: &seen)
        }
    }

    private mutating func checkReference(_ node: Node, type: String, seen: inout Set<String>) {
        _ = text(node, "emissionType") { $0 == "CUFE" }
        if let cufe = text(node, "cufeIdentification", code: "1703", where: OwnCufe.hasForm) {
            let field = node.field("cufeIdentification")
            if !OwnCufe.hasCheckDigit(cufe) { fail("1704", field) }
            if !seen.insert(cufe).inserted { fail("1709", field) }
            if let code = Self.refusal(of: String(cufe.dropFirst(2).prefix(2)), by: type) { fail(code, field) }
        }
        _ = moment(node, "issueDate")
    }

    /// A note that changes a note (iDoc inside the CUFE: 04 and 06 are credit notes, 05 and 07 debit notes).
    private static func refusal(of referenced: String, by type: String) -> String? {
        switch (type, referenced) {
        case ("04", "04"), ("04", "06"): "1712"
        case ("05", "05"), ("05", "07"): "1713"
        case ("04", "05"), ("04", "07"): "1715"
        case ("05", "04"), ("05", "06"): "1716"
        default: nil
        }
    }
}
