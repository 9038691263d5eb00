import JSONText

/// The environment's part in the configuration of a workspace with a single company: `PAC_BASE_URL`, `PAC_API_KEY`, `PAC_BILLING_POINT`,
/// `PAC_WEBHOOK_SECRET` (product.md 4). It's put into the JSON before that is read, so that one reader judges both.
struct Overrides {
    static let variables = ["PAC_BASE_URL", "PAC_API_KEY", "PAC_BILLING_POINT", "PAC_WEBHOOK_SECRET"]

    /// The configuration that holds.
    private(set) var value: JSONValue
    /// JSON path -> variable that gave its value.
    private(set) var origins: [String: String] = [:]
    /// Variables that are set and have no effect.
    private(set) var ignored: [String] = []
    /// A workspace with a single company.
    let isSingle: Bool

    init(_ configuration: JSONValue, environment: Environment) {
        value = configuration
        isSingle = configuration["companies"]?.array?.count == 1
        let set = Self.variables.filter { environment[$0] != nil }
        guard !set.isEmpty, var root = configuration.object else { return }
        guard let companies = root["companies"]?.array, companies.count == 1, var company = companies[0].object else {
            ignored = set.filter { !Self.mentions(configuration, variable: $0) }
            return
        }
        // What is wrong stays wrong: an override must not hide it, least of all a key in plain text.
        guard root["pac"] == nil || root["pac"]?.object != nil else { return }
        var pac = root["pac"]?.object ?? JSONObject()
        if let url = environment["PAC_BASE_URL"] {
            pac["baseURL"] = .string(url)
            origins["pac.baseURL"] = "PAC_BASE_URL"
        }
        if environment["PAC_API_KEY"] != nil {
            if pac["apiKey"]?.string == nil { pac["apiKey"] = ["env": "PAC_API_KEY"] }
            if company["apiKey"]?.string == nil { company["apiKey"] = nil }
        }
        if let point = environment["PAC_BILLING_POINT"] {
            company["billingPoint"] = .string(point)
            origins["companies[0].billingPoint"] = "PAC_BILLING_POINT"
        }
        // A list that names the variable already is a rotation in progress: its second secret stays.
        let webhook: JSONValue = ["env": "PAC_WEBHOOK_SECRET"]
        if environment["PAC_WEBHOOK_SECRET"] != nil, company["webhookSecrets"]?.array?.contains(webhook) != true {
            company["webhookSecrets"] = .array([webhook])
        }
        root["pac"] = .object(pac)
        root["companies"] = .array([.object(company)])
        value = .object(root)
    }

    private static func mentions(_ value: JSONValue, variable: String) -> Bool {
        switch value {
        case .array(let elements): elements.contains { mentions($0, variable: variable) }
        case .object(let object):
            object.members.contains { member in
                (member.key == "env" && member.value == .string(variable)) || mentions(member.value, variable: variable)
            }
        case .null, .bool, .number, .string: false
        }
    }
}
