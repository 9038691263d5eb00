extension Catalogue {
    /// `P-D-C` codes of corregimientos with province, district and corregimiento. Later ones exist that aren't in it: an unknown code
    /// is a warning (dgi.md 4; rulebook 2.7).
    public static let locations = Catalogue(
        name: "locations", origin: LocationData.origin, date: LocationData.date, text: LocationData.text)

    /// Units of measure; the case of letters counts (dgi.md 4).
    public static let units = Catalogue(name: "units", origin: UnitData.origin, date: UnitData.date, text: UnitData.text)

    /// Segments of the Panamanian coding of goods and services, 2 digits.
    public static let cpbsSegments = Catalogue(
        name: "cpbs-segments", origin: CpbsSegmentData.origin, date: CpbsSegmentData.date, text: CpbsSegmentData.text)

    /// Families of the Panamanian coding of goods and services: 4 digits that begin with those of their segment.
    public static let cpbs = Catalogue(
        name: "cpbs", origin: CpbsFamilyData.origin, date: CpbsFamilyData.date, text: CpbsFamilyData.text)

    /// Countries, alpha-2; ZZ is any other.
    public static let countries = Catalogue(
        name: "countries", origin: CountryData.origin, date: CountryData.date, text: CountryData.text)

    /// Currencies with where they are used; ZZZ is any other.
    public static let currencies = Catalogue(
        name: "currencies", origin: CurrencyData.origin, date: CurrencyData.date, text: CurrencyData.text)

    /// Terms of delivery.
    public static let incoterms = Catalogue(
        name: "incoterms", origin: IncotermData.origin, date: IncotermData.date, text: IncotermData.text)

    /// Every list.
    public static var all: [Catalogue] { [locations, units, cpbsSegments, cpbs, countries, currencies, incoterms] }
}
