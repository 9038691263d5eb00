import Fiscal
import JSONText
import Ledger

extension DocumentRow {
    /// Where it stands, as every command that acts on one document publishes it.
    var stand: JSONValue {
        var object = JSONObject()
        object["company"] = .string(company)
        object["kind"] = .string(kind.rawValue)
        object["mode"] = .string(mode.rawValue)
        object["order_id"] = JSONValue(orderID)
        object["state"] = .string(state.rawValue)
        object["legal_status"] = JSONValue(legalStatus?.word)
        object["document_id"] = JSONValue(pacID)
        object["cufe"] = JSONValue(cufe)
        object["expected_cufe"] = JSONValue(expectedCufe)
        object["numeration"] = JSONValue(numeration)
        object["total"] = .string(total.text(decimals: 2))
        return .object(object)
    }
}
