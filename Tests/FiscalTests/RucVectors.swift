import Fiscal
import Testing

/// Pairs of RUC and DV: the test suites of juancorradine/Panama-RUC-DV-Calculator (MIT) and apple314159/panama-dv, and pairs read out of real
/// CUFEs and public samples (docs/sources.md). `kind` is given where the form alone doesn't tell.
struct RucVector: Sendable, CustomTestStringConvertible {
    let ruc: String
    let kind: RucType?
    let dv: String
    let origin: String

    var testDescription: String { "\(ruc) \(kind.map { "\($0)" } ?? "by form")" }

    private init(_ ruc: String, _ kind: RucType?, _ dv: String, _ origin: String) {
        self.ruc = ruc
        self.kind = kind
        self.dv = dv
        self.origin = origin
    }

    static let all: [RucVector] = [
        RucVector("1489806-1-645353", nil, "68", "calculator test suite"),
        RucVector("797609-1-493865", nil, "12", "calculator test suite"),
        RucVector("15565624-2-2017", nil, "63", "calculator test suite"),
        RucVector("1102-85-117211", nil, "95", "calculator test suite"),
        RucVector("12388-184-921", nil, "62", "calculator test suite"),
        RucVector("8-NT-1-13656", .juridical, "43", "calculator test suite"),
        RucVector("5-NT-478-2351", .juridical, "94", "calculator test suite"),
        RucVector("7-NT-102-33575", .juridical, "03", "calculator test suite"),
        RucVector("11-NT-958-2182101", .juridical, "82", "calculator test suite"),
        RucVector("11-NT-958-218210", .juridical, "73", "calculator test suite"),
        RucVector("8-NT-1-123456", .juridical, "52", "calculator test suite"),
        RucVector("8-769-1080", nil, "56", "calculator test suite"),
        RucVector("5-257-218", nil, "09", "calculator test suite"),
        RucVector("8-28-1284", nil, "33", "calculator test suite"),
        RucVector("8AV-1-196", nil, "90", "calculator test suite"),
        RucVector("2AV-1234-12345", nil, "26", "calculator test suite"),
        RucVector("2AV-1234-123", nil, "33", "calculator test suite"),
        RucVector("8AV-123-123456", nil, "78", "calculator test suite"),
        RucVector("2AV-1234-1234", nil, "02", "calculator test suite"),
        RucVector("E-8-127702", nil, "16", "calculator test suite"),
        RucVector("E-8-12770", nil, "72", "calculator test suite"),
        RucVector("E-1234-12770", nil, "98", "calculator test suite"),
        RucVector("E-1235-12770", nil, "23", "calculator test suite"),
        RucVector("E-1-11", nil, "63", "calculator test suite"),
        RucVector("E-9624-41065", nil, "80", "calculator test suite"),
        RucVector("E-6521-53249", nil, "99", "calculator test suite"),
        RucVector("E-123-1277012", nil, "65", "calculator test suite"),
        RucVector("E-1234-123456789", nil, "26", "calculator test suite"),
        RucVector("N-0-0", nil, "76", "calculator test suite"),
        RucVector("N-19-1821", nil, "11", "calculator test suite"),
        RucVector("N-1234-12345", nil, "00", "calculator test suite"),
        RucVector("N-9624-41065", nil, "63", "calculator test suite"),
        RucVector("8-NT-1-24", .natural, "33", "calculator test suite"),
        RucVector("3-NT-465-45624", .natural, "03", "calculator test suite"),
        RucVector("6-NT-227-888555", .natural, "09", "calculator test suite"),
        RucVector("12-NT-45-2154", .natural, "17", "calculator test suite"),
        RucVector("PE-1-19", nil, "60", "calculator test suite"),
        RucVector("PE-123-12345", nil, "42", "calculator test suite"),
        RucVector("13PI-1-196", nil, "58", "calculator test suite"),
        RucVector("8PI-1-80", nil, "05", "calculator test suite"),
        RucVector("8PI-23-65", nil, "91", "calculator test suite"),
        RucVector("8PI-1234-12345", nil, "26", "calculator test suite"),
        RucVector("61302-14-123411", nil, "22", "calculator test suite"),
        RucVector("1830234-1-710357", nil, "82", "calculator test suite"),
        RucVector("41369-85-283456", nil, "73", "calculator test suite"),
        RucVector("64296-75-357434", nil, "00", "calculator test suite"),
        RucVector("8-442-445", nil, "08", "calculator test suite"),
        RucVector("PE-10-442", nil, "50", "calculator test suite"),
        RucVector("N-45-832", nil, "58", "calculator test suite"),
        RucVector("E-12-342", nil, "10", "calculator test suite"),
        RucVector("32977-27-249966", nil, "39", "named public company"),
        RucVector("65219-68-360495", nil, "20", "calculator test suite"),
        RucVector("155646463-2-2017", nil, "86", "PAC certificate subject (Hypernova Labs)"),
        RucVector("521-136-113133", nil, "02", "signed test rFE"),
        RucVector("155596713-2-2015", nil, "59", "PAC wiki sample"),
        RucVector("45400-2-299934", nil, "09", "real CUFE"),
        RucVector("2679372-1-844914", nil, "73", "real CUFE"),
        RucVector("25046169-3-2021", nil, "40", "sandbox CUFE"),
        RucVector("155738031-2-2023", nil, "20", "integrator sample"),
        RucVector("155627992-2-2016", nil, "72", "real CUFE"),
        RucVector("155631118-2-2016", nil, "58", "real CUFE"),
        RucVector("434-15-93796", nil, "22", "real CUFE (retail chain)"),
        RucVector("894-57-103790", nil, "67", "sandbox CUFE"),
        RucVector("4-717-1238", nil, "05", "integrator sample"),
        RucVector("630-483-123250", nil, "16", "real CUFE"),
        RucVector("8957-256-92193", nil, "38", "real rContFe header"),
        RucVector("8-713-2230", nil, "11", "calculator test suite"),
        RucVector("8-713-2230", .natural, "11", "calculator test suite"),
        RucVector("637793-1-457490", nil, "00", "real CUFE"),
        RucVector("138-289-35920", nil, "04", "real CUFE"),
    ]
}
