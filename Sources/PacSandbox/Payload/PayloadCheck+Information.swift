import Fiscal
import JSONText

extension PayloadCheck {
    static let informationKeys = [
        "issueType", "documentType", "numeration", "billingPoint", "securityCode", "cafe", "nature", "operationType",
        "destination", "receiverContainer", "saleType", "issueDate", "information",
    ]
    private static let natures = ["01", "02", "03", "04", "05", "10", "11", "12", "13", "14", "20", "21"]

    /// The header of the document (pac-api.md 2, `information`).
    mutating func checkInformation(_ node: Node) {
        parts.issueType = text(node, "issueType", code: "1503") { ["01", "02", "03", "04"].contains($0) }
        let types = context.collection.documentTypes
        parts.documentType = text(node, "documentType", code: "1510") { types.contains($0) }
        parts.numeration = text(node, "numeration", code: "1512") { Self.isDigitsNotAllZero($0, 10) }
        parts.billingPoint = text(node, "billingPoint", code: "1515") { Self.isDigitsNotAllZero($0, 3) }
        parts.securityCode = text(node, "securityCode", code: "1517") { Self.isDigitsNotAllZero($0, 9) }
        if let cafe = object(node, "cafe", keys: ["format", "delivery"]) {
            integer(cafe, "format", [1, 2, 3], code: "1527")
            integer(cafe, "delivery", [1, 2, 3], code: "1528")
        }
        _ = text(node, "nature", code: "1524") { Self.natures.contains($0) }
        integer(node, "operationType", [1, 2], code: "1525")
        parts.destination = integer(node, "destination", [1, 2], code: "1526")
        checkDestination(node)
        integer(node, "receiverContainer", [1, 2])
        integer(node, "saleType", [1, 2, 3, 4], required: false)
        checkIssueDate(node)
        parts.information = text(node, "information", 0...5000, required: false)
    }

    private mutating func checkDestination(_ node: Node) {
        switch (parts.documentType, parts.destination) {
        case ("03", 1): fail("1533", node.field("destination"))
        case ("01", 2): fail("1534", node.field("destination"))
        default: break
        }
    }

    /// Beyond two business days is an error; older than 30 days or more than 24 hours ahead a warning (dgi.md 5.4).
    private mutating func checkIssueDate(_ node: Node) {
        guard let date = moment(node, "issueDate") else { return }
        parts.issueDate = date
        if date > context.now.adding(businessDays: 2) {
            fail("1520", node.field("issueDate"))
        } else if date > context.now.adding(seconds: 86_400) {
            parts.warnings.append("1535")
        } else if date < context.now.adding(seconds: -30 * 86_400) {
            parts.warnings.append("1519")
        }
    }
}
