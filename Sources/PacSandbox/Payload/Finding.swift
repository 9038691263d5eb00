import JSONText

/// One thing that is wrong with a request (pac-api.md 3.3).
public struct Finding: Sendable, Equatable {
    /// The DGI's four digits, `AP` and four digits for the PAC's own rules, or `SBX-…` for what only a simulator needs.
    public let code: String
    /// JSON path with 0-based indices, or the name of a query parameter; nil where there is none.
    public let field: String?

    init(code: String, field: String?) {
        self.code = code
        self.field = field
    }

    /// The text of the code.
    public var message: String { FindingTexts.text(of: code) }

    var json: JSONValue {
        var members = [JSONObject.Member(key: "code", value: .string(code))]
        if let field { members.append(.init(key: "field", value: .string(field))) }
        members.append(.init(key: "message", value: .string(message)))
        return .object(JSONObject(members))
    }
}
