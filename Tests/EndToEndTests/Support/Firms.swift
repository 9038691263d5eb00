import JSONText
import Testing

/// A company of a workspace with several, and how the sandbox has it.
struct Firm {
    let id: String
    let pacID: String
    let ruc: String
    let dv: String
    /// The variable that holds its key, and the key.
    var key = (variable: "PAC_API_KEY", value: Rig.key)
    var previousKey: (variable: String, value: String)?
    /// Documents a second that the configuration allows its key.
    var perSecond = 100
    var isSubscribed = true
    /// Offices by their id in the configuration: id and code there, id and code at the PAC.
    var offices: [(id: String, pacID: String, code: String)] = []
    var pacOffices: [(pacID: String, code: String)] = []

    static let acme = Firm(id: "acme", pacID: "01KAH0A2B4C6D8E0F2G4H6J8K0", ruc: "155704849-2-2021", dv: "32")
    static let beta = Firm(id: "beta", pacID: "01KAH0A2B4C6D8E0F2G4H6J8K1", ruc: "155700001-2-2021", dv: "43")
    static let gama = Firm(id: "gama", pacID: "01KAH0A2B4C6D8E0F2G4H6J8K2", ruc: "8-442-445", dv: "08")
    static let delta = Firm(id: "delta", pacID: "01KAH0A2B4C6D8E0F2G4H6J8K3", ruc: "8-713-2230", dv: "")

    /// With some of it changed.
    func with(_ change: (inout Firm) -> Void) -> Firm {
        var copy = self
        change(&copy)
        return copy
    }

    private var rucType: Int { ruc.hasPrefix("1557") ? 2 : 1 }

    /// Its part of `pacbatch.json`.
    var configuration: JSONValue {
        var object = JSONObject()
        object["id"] = .string(id)
        object["pacCompanyId"] = .string(pacID)
        object["ruc"] = .string(ruc)
        object["rucType"] = JSONValue(rucType)
        if !dv.isEmpty { object["dv"] = .string(dv) }
        object["apiKey"] = ["env": .string(key.variable)]
        if let previousKey { object["previousApiKey"] = ["env": .string(previousKey.variable)] }
        object["rate"] = ["perSecond": JSONValue(perSecond), "burst": 1]
        object["readsPerSecond"] = JSONValue(max(perSecond * 4, 100))
        object["offices"] = .array(
            offices.map { ["id": .string($0.id), "pacOfficeId": .string($0.pacID), "code": .string($0.code)] })
        return .object(object)
    }

    /// Its part of the sandbox's fixture.
    var fixture: JSONValue {
        [
            "id": .string(pacID), "name": .string(id), "ruc": .string(ruc), "rucType": JSONValue(rucType),
            "keys": .array([key.value, previousKey?.value].compactMap { $0.map { .string($0) } }),
            "subscribed": .bool(isSubscribed),
            "offices": .array(pacOffices.map { ["id": .string($0.pacID), "code": .string($0.code)] }),
        ]
    }
}

extension Rig {
    /// Several companies, in the sandbox and in the workspace.
    /// - Parameters:
    ///   - world: more members of the sandbox's fixture, `keyTerms`, `unknownRucs`.
    ///   - settings: more members of `pacbatch.json`.
    ///   - faults: rules of a fault file, each a JSON object as text.
    func serve(
        _ firms: [Firm], world: [String: JSONValue] = [:], settings: [String: JSONValue] = [:], concurrency: Int = 8,
        faults: [String] = [], options: [String] = []
    ) throws {
        var fixture = JSONObject()
        fixture["companies"] = .array(firms.map(\.fixture))
        for (name, value) in world { fixture[name] = value }
        try Files.write(JSONValue.object(fixture).text, to: folder + "/fixture.json")
        try startSandbox(faults: faults, options: ["--config", folder + "/fixture.json"] + options, takesOwnKey: false)
        for firm in firms {
            environment[firm.key.variable] = firm.key.value
            if let previous = firm.previousKey { environment[previous.variable] = previous.value }
        }
        var configuration = JSONObject()
        configuration["environment"] = "sandbox"
        configuration["pac"] = [
            "baseURL": .string(baseURL), "apiKey": ["env": "PAC_API_KEY"], "concurrency": JSONValue(concurrency), "timeout": 20,
        ]
        configuration["companies"] = .array(firms.map(\.configuration))
        for (name, value) in settings { configuration[name] = value }
        try Files.write(JSONValue.object(configuration).text, to: workspace + "/pacbatch.json")
    }

    /// Calls of a sort that the sandbox executed.
    func calls(_ operation: String) throws -> [JSONValue] { try truth().filter { $0["operation"]?.string == operation } }
}
