import Catalogues
import JSONText

/// What the sandbox asks the DGI's lists.
enum SandboxCatalogues {
    static func isCountry(_ code: String) -> Bool { Catalogue.countries.contains(code) }
    static func isIncoterm(_ code: String) -> Bool { Catalogue.incoterms.contains(code) }
    static func isCurrency(_ code: String) -> Bool { Catalogue.currencies.contains(code) }
    static func isUnit(_ code: String) -> Bool { Catalogue.units.contains(code) }

    /// Province, district and corregimiento of a location; empty texts for one that isn't in the list.
    static func place(_ code: String) -> (province: String, district: String, corregimiento: String) {
        guard let columns = Catalogue.locations.entry(code)?.columns, columns.count == 3 else { return ("", "", "") }
        return (columns[0], columns[1], columns[2])
    }

    /// The answer of `/dgi/locations` (pac-api.md 3.2).
    static var locationsJSON: JSONValue {
        let entries = Catalogue.locations.entries.filter { $0.columns.count == 3 }
        return [
            "locations": .array(
                entries.map { entry in
                    [
                        "code": .string(entry.code), "province": .string(entry.columns[0]),
                        "district": .string(entry.columns[1]), "correction": .string(entry.columns[2]),
                    ]
                })
        ]
    }

    /// The answer of `/goods-and-services` (pac-api.md 3.2).
    static var goodsAndServicesJSON: JSONValue {
        [
            "goodsAndServices": .array(
                Catalogue.cpbs.entries.map { ["code": .string($0.code), "description": .string($0.description)] })
        ]
    }
}
