import Fiscal
import JSONText

extension PayloadCheck {
    static let receiverKeys = [
        "type", "ruc", "name", "address", "location", "country", "telephones", "emails", "foreign", "exportation",
    ]

    /// The receiver, and what the header demands of it (pac-api.md 2 and 3.5, `receiver`).
    mutating func checkReceiver(_ node: Node) {
        let type = text(node, "type", code: "1600") { ["01", "02", "03", "04"].contains($0) }
        parts.receiverType = type
        checkTypeAgainstHeader(node, type)
        checkRuc(node, type)
        text(node, "name", 2...200, required: type == "01" || type == "03" || type == "04", missing: "1605")
        let isLocal = type == "01" || type == "03"
        text(node, "address", 1...100, required: isLocal)
        if let location = object(node, "location", required: isLocal, keys: ["code"]) {
            if type == "04" { fail("0100", location.path) }
            _ = text(location, "code") { Self.isLocationCode($0) }
        }
        checkCountry(node)
        checkContacts(node)
        checkForeign(node, type)
        checkExportation(node)
    }

    private mutating func checkTypeAgainstHeader(_ node: Node, _ type: String?) {
        guard let type else { return }
        if type == "01", parts.issueType == "03" || parts.issueType == "04" { fail("1505", "information.issueType") }
        if parts.documentType == "03", type != "04" { fail("1620", node.field("type")) }
        if parts.documentType == "10", type != "04" { fail("1623", node.field("type")) }
    }

    private mutating func checkRuc(_ node: Node, _ type: String?) {
        let required = type == "01" || type == "03"
        guard let block = object(node, "ruc", required: required, keys: ["type", "ruc", "checkDigit"]) else { return }
        let kind = integer(block, "type", [1, 2])
        guard let ruc = string(block, "ruc"), let kind else { return }
        guard let form = RucForm(ruc, type: kind) else {
            fail("1601", block.field("ruc"))
            return
        }
        if ruc.utf8.count > 20 { fail("0100", block.field("ruc")) }
        if let stated = text(block, "checkDigit", required: false, where: { Self.isDigits($0, 2) }), stated != form.checkDigits {
            fail("1601", block.field("checkDigit"))
        }
        if context.isUnknownRuc(ruc, kind) { fail("1602", block.field("ruc")) }
        if kind == 2, type == "02" { fail("1621", block.field("type")) }
    }

    private mutating func checkCountry(_ node: Node) {
        guard let country = text(node, "country", where: SandboxCatalogues.isCountry) else { return }
        switch (parts.destination, country == "PA") {
        case (1, false): fail("1611", node.field("country"))
        case (2, true): fail("1612", node.field("country"))
        default: break
        }
    }

    private mutating func checkContacts(_ node: Node) {
        for (index, value) in (array(node, "telephones", 0...3, required: false) ?? []).enumerated() {
            guard let telephone = value.string, Self.isTelephone(telephone) else {
                fail("0100", "\(node.field("telephones"))[\(index)]")
                continue
            }
        }
        for (index, value) in (array(node, "emails", 0...3, required: false) ?? []).enumerated() {
            guard let email = value.string, (1...50).contains(email.unicodeScalars.count) else {
                fail("0100", "\(node.field("emails"))[\(index)]")
                continue
            }
        }
    }

    private mutating func checkForeign(_ node: Node, _ type: String?) {
        guard let foreign = object(node, "foreign", required: false, keys: ["number", "country"]) else {
            if type == "04", node.object["foreign"] == nil { fail("1618", node.field("foreign")) }
            return
        }
        if let type, type != "04" || node.object["ruc"] != nil { fail("1619", foreign.path) }
        text(foreign, "number", 1...50)
        text(foreign, "country", 2...100, required: false)
    }

    private mutating func checkExportation(_ node: Node) {
        let keys = ["incoterm", "currency", "exchangeRate", "amount", "port"]
        guard let exportation = object(node, "exportation", required: false, keys: keys) else {
            if parts.destination == 2, node.object["exportation"] == nil { fail("1650", node.field("exportation")) }
            return
        }
        if parts.destination == 1 { fail("1651", exportation.path) }
        _ = text(exportation, "incoterm", where: SandboxCatalogues.isIncoterm)
        _ = text(exportation, "currency", required: false, where: SandboxCatalogues.isCurrency)
        amount(exportation, "exchangeRate", .exchangeRate, required: false)
        amount(exportation, "amount", .foreignAmount, required: false)
        text(exportation, "port", 5...50, required: false)
    }

    /// `p-d-c`, three numbers of one to three digits.
    static func isLocationCode(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 3
            && parts.allSatisfy { (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    }

    /// `^[0-9]{3,4}-[0-9]{4}$`.
    static func isTelephone(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        return parts.count == 2 && (isDigits(parts[0], 3) || isDigits(parts[0], 4)) && isDigits(parts[1], 4)
    }
}
