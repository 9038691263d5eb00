/// The lists that are in force: those that are built in, perhaps with changes of a workspace.
public struct CatalogueSet: Sendable {
    private var lists: [Catalogue]

    /// The lists as they are built in.
    public static let builtIn = CatalogueSet(lists: Catalogue.all)

    private init(lists: [Catalogue]) { self.lists = lists }

    /// Every list, in the order of `Catalogue.all`.
    public var all: [Catalogue] { lists }
    /// Locations.
    public var locations: Catalogue { lists[0] }
    /// Units of measure.
    public var units: Catalogue { lists[1] }
    /// Segments of the CPBS.
    public var cpbsSegments: Catalogue { lists[2] }
    /// Families of the CPBS.
    public var cpbs: Catalogue { lists[3] }
    /// Countries.
    public var countries: Catalogue { lists[4] }
    /// Currencies.
    public var currencies: Catalogue { lists[5] }
    /// Terms of delivery.
    public var incoterms: Catalogue { lists[6] }

    /// The lists that differ from the built-in ones.
    public var changed: [Catalogue] { lists.filter { !$0.isBuiltIn } }

    /// Changes the list of a name.
    /// - Returns: false, and nothing is changed, when there is no such list or too much would be in it.
    public mutating func change(_ name: String, by changes: [CatalogueChange], origin: String, date: String) -> Bool {
        guard let index = lists.firstIndex(where: { $0.name == name }),
            let list = lists[index].changed(by: changes, origin: origin, date: date)
        else { return false }
        lists[index] = list
        return true
    }
}
