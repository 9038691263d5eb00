/// The local names that the reader tells apart: the schema's, and those around it (dgi.md 1.3).
enum Vocabulary {
    private static let around = [
        "rContFe", "rProtFe", "rEvAnulaFe", "xFe", "xProtFe", "xContEv", "dCodRes", "dMsgRes", "dProAut", "dProtAut", "dFecProc",
        "dCUFE", "dCufe", "dDigVal",
    ]

    /// Every name, at its place.
    static let names = RfeSchema.standard.vocabulary + around

    static let rFE = place("rFE")
    static let rContFe = place("rContFe")
    static let rProtFe = place("rProtFe")
    static let rEvAnulaFe = place("rEvAnulaFe")
    static let xFe = place("xFe")
    static let xProtFe = place("xProtFe")
    static let xContEv = place("xContEv")
    static let dCodRes = place("dCodRes")
    static let dMsgRes = place("dMsgRes")
    static let dProAut = place("dProAut")
    static let dProtAut = place("dProtAut")
    static let dFecProc = place("dFecProc")
    static let dCUFE = place("dCUFE")
    static let dCufe = place("dCufe")
    static let dDigVal = place("dDigVal")
    static let iAmb = place("iAmb")

    /// Names count from 1.
    private static func place(_ name: String) -> Int16 { Int16((names.firstIndex(of: name) ?? -1) + 1) }
}
