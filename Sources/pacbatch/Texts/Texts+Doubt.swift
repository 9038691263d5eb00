import Fiscal

// What is said about documents in doubt.
extension Wording {
    static func lookupFailed(_ company: String, _ reason: String) -> Wording {
        Wording(
            es: "\(company): no se pudo consultar en el PAC lo que está en duda (\(printable(reason))). Sigue en duda.",
            en: "\(company): what is in doubt couldn't be looked up at the PAC (\(printable(reason))). It stays in doubt.")
    }

    static func adopted(_ count: Int) -> Wording {
        Wording(
            es: "Salieron de la duda, porque el PAC los tiene: \(grouped(count))",
            en: "Out of doubt, because the PAC has them: \(grouped(count))")
    }
}
