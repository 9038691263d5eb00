import Fiscal
import SeededRandom
import Testing

struct RucTests {
    @Test(arguments: [
        ("8-442-445", Ruc.Kind.cedula, RucType.natural), ("E-8-127702", .foreigner, .natural),
        ("N-45-832", .naturalised, .natural),
        ("PE-10-442", .bornAbroad, .natural), ("8AV-1-196", .beforeValidity, .natural), ("13PI-1-196", .indigenous, .natural),
        ("8-NT-1-13656", .ntJuridical, .juridical), ("155704849-2-2021", .juridical, .juridical),
        ("45400-2-299934", .oldJuridical, .juridical), ("14-1-1", .oldJuridical, .juridical), ("13-1-1", .cedula, .natural),
    ])
    func `the form tells kind and type`(text: String, kind: Ruc.Kind, type: RucType) throws {
        let ruc = try Ruc(text: text, type: nil)
        #expect(ruc.kind == kind)
        #expect(ruc.type == type)
        #expect(ruc.text == text)
    }

    @Test func `check digits are always written with two digits`() throws {
        #expect(try Ruc(text: "8-442-445", type: nil).checkDigitsText == "08")
        #expect(try Ruc(text: "64296-75-357434", type: nil).checkDigitsText == "00")
    }

    @Test func `a number that begins with a province can be either, and its check digits differ`() throws {
        let natural = try Ruc(text: "8-442-445", type: .natural)
        let juridical = try Ruc(text: "8-442-445", type: .juridical)
        #expect(juridical.kind == .oldJuridical)
        #expect(natural.checkDigits != juridical.checkDigits)
        #expect(try Ruc(text: "8-NT-1-24", type: .natural).kind == .ntNatural)
        #expect(try Ruc(text: "8-NT-1-24", type: .natural).checkDigitsText == "33")
    }

    @Test(arguments: [
        ("8-442-445", RucType?.some(.natural)), ("13-1-1", .natural), ("14-1-1", .juridical), ("0-1-1", .natural),
        ("E-1-1", .natural),
        ("8PI-1-1", .natural), ("8-NT-1-24", nil), ("", nil), ("8-442", nil), ("XX-1-1", nil),
    ])
    func `the type by form is told as rulebook 10 says`(text: String, type: RucType?) {
        #expect(Ruc.type(byForm: Array(text.utf8).span) == type)
    }

    @Test func `an NT number is of the type whose check digits fit, else juridical`() {
        let number = Array("8-NT-1-24".utf8)
        #expect(Ruc.type(of: number.span, checkDigits: 33) == .natural)
        #expect(Ruc.type(of: number.span, checkDigits: 99) == .juridical)
        #expect(Ruc.type(of: number.span, checkDigits: nil) == .juridical)
        #expect(Ruc.form(of: number.span) == .either)
        #expect(Ruc.form(of: Array("8-NT-1".utf8).span) == .none)
        #expect(Ruc.type(of: Array("nobody".utf8).span, checkDigits: 33) == nil)
    }

    @Test(arguments: [
        ("8-442-445", true), ("8AV-1-196", true), ("PE-10-442", true), ("521-136-113133", true), ("pe-10-442", true),
        ("a1Z-1-1", true),
        ("8-NT-1-24", false), ("1234-1-1", false), ("8-12345-1", false), ("8-1-1234567", false), ("8-1", false), ("8-1-", false),
        ("-1-1", false), ("8--1", false), ("8-a-1", false), ("8-1-a", false), ("", false), ("ñ-1-1", false), ("8-1-1-1", false),
    ])
    func `the final consumer's pattern is rulebook 2_3's`(text: String, fits: Bool) {
        #expect(Ruc.fitsFinalConsumerPattern(Array(text.utf8).span) == fits)
    }

    @Test(arguments: [
        ("9-1-1", RucType.natural, true), ("13-1234-123456789", .natural, true), ("14-1-1", .natural, false),
        ("0-1-1", .natural, false),
        ("08-1-1", .natural, false), ("08-1-1", .juridical, true), ("E-1-1", .juridical, false),
        ("E-1234-123456789", .natural, true),
        ("8AV-1-1", .juridical, false), ("14AV-1-1", .natural, false), ("8-NT-1-1", .juridical, true),
        ("14-NT-1-1", .juridical, false),
        ("123456789-1234-12345", .juridical, true), ("123456789-1234-123456", .juridical, false),
        ("1234567890-1-1", .juridical, false),
        ("8-12345-1", .natural, false), ("8-1-1234567890", .natural, false), ("8-AV-1-196", .natural, false),
        ("e-1-1", .natural, false),
        ("8-442-445 ", .natural, false), ("8-442-44٥", .natural, false), ("8-PE-3824-523", .natural, false),
        ("----", .natural, false),
    ])
    func `check digits exist exactly for the forms of the type`(text: String, type: RucType, exist: Bool) {
        #expect((Ruc.checkDigits(Array(text.utf8).span, as: type) != nil) == exist)
    }

    @Test func `the last three of the cross table and the first outside it are told apart`() throws {
        // 49 is renumbered to 07, so both rolls have the same digits; 50 isn't an old roll any more.
        #expect(try Ruc(text: "49123-1-1", type: .juridical).checkDigits == Ruc(text: "7123-1-1", type: .juridical).checkDigits)
        #expect(try Ruc(text: "49123-1-1", type: .juridical).kind == .oldJuridical)
        #expect(try Ruc(text: "50123-1-1", type: .juridical).kind == .juridical)
    }
}

struct RucFaultTests {
    @Test(arguments: [
        ("8-496-731:84", "8-496-731", "84"), ("3-87-2598 DV 53", "3-87-2598", "53"), ("8-484-580 D.V.30", "8-484-580", "30"),
        ("8-442-445 DV8", "8-442-445", "08"), ("155704849-2-2021-32", "155704849-2-2021", "32"),
        ("8-442-445/08", "8-442-445", "08"),
        ("8-442-445 (08)", "8-442-445", "08"), ("155704849-2-2021 dv32", "155704849-2-2021", "32"),
        ("8nt-1-24 dv 33", "8-NT-1-24", "33"),
        ("155704849-2-2021 32", "155704849-2-2021", "32"), ("8 442 445 dv 08", "8-442-445", "08"),
    ])
    func `glued check digits are parted from the number`(text: String, ruc: String, dv: String) {
        #expect(throws: RucFault.gluedCheckDigits(ruc: ruc, dv: dv)) { try Ruc(text: text, type: nil) }
    }

    @Test(arguments: [
        ("8NT-1-14694", "8-NT-1-14694"), ("8-nt-1-14694", "8-NT-1-14694"), ("pe-10-442", "PE-10-442"),
        (" 8-442-445", "8-442-445"),
        ("8 - 442 - 445", "8-442-445"), ("8\u{2013}442\u{2013}445", "8-442-445"), ("8-AV-1-196", "8AV-1-196"),
        ("8-PE-3824-00523", "PE-3824-00523"), ("E8-127702", "E-8-127702"), ("'8-442-445", "8-442-445"),
        ("8 442 445", "8-442-445"),
        ("8.442.445", "8-442-445"), ("08nt-1-24", "8-NT-1-24"), ("8\u{A0}-442-445", "8-442-445"),
    ])
    func `a misspelled number gets its right form`(text: String, ruc: String) {
        #expect(throws: RucFault.misspelled(ruc: ruc)) { try Ruc(text: text, type: nil) }
    }

    @Test(arguments: [
        ("", RucFault.empty), (" \u{FEFF}", .empty), ("8,73E+05", .exponent), ("1.55705E+12", .exponent), ("155E-3", .exponent),
        ("123-456", .twoParts), ("1557048492021", .noHyphens), ("8-12345-1", .partTooLong(part: "12345", limit: 4)),
        ("1234567890-1-1", .partTooLong(part: "1234567890", limit: 9)), ("Juan Pérez 8-442-445 Panamá", .tooLong(count: 24)),
        ("123456789-1234-123456", .tooLong(count: 21)), ("14-NT-1-24", .province("14")), ("nadie", .unknownForm),
        ("8-X-1", .unknownForm),
        ("8--442", .unknownForm), ("--", .unknownForm),
    ])
    func `what can't be corrected is named`(text: String, fault: RucFault) {
        #expect(throws: fault) { try Ruc(text: text, type: nil) }
    }

    @Test func `a form that isn't the type's is named`() {
        #expect(throws: RucFault.notOfType(.juridical)) { try Ruc(text: "E-8-127702", type: .juridical) }
        #expect(throws: RucFault.notOfType(.juridical)) { try Ruc(text: "8AV-1-196", type: .juridical) }
        #expect(throws: RucFault.province("155704849")) { try Ruc(text: "155704849-2-2021", type: .natural) }
        #expect(throws: RucFault.misspelled(ruc: "8-442-445")) { try Ruc(text: "08-442-445", type: .natural) }
        #expect(throws: RucFault.province("00")) { try Ruc(text: "00-442-445", type: .natural) }
        #expect(throws: RucFault.province("14")) { try Ruc(text: "14AV-1-1", type: .natural) }
    }

    @Test func `every suggestion is a number that is taken`() throws {
        for text in ["8nt-1-24 dv 33", "8-AV-1-196", "E8-127702", "8.442.445", "8-496-731:84"] {
            let fault = try #require(throws: RucFault.self) { try Ruc(text: text, type: nil) }
            switch fault {
            case .gluedCheckDigits(let ruc, _), .misspelled(let ruc): #expect(try Ruc(text: ruc, type: nil).text == ruc)
            default: Issue.record("\(text) has a right form")
            }
        }
    }

    @Test(arguments: [
        ("8-442-445", RucType.natural, "08", RucCheckDigitFault?.none), ("8-442-445", .natural, "8", .oneDigit(right: "08")),
        ("8-442-445", .natural, "9", .disagrees(expected: "08")), ("8-442-445", .natural, "80", .disagrees(expected: "08")),
        ("8-442-445", .natural, "", .form(expected: "08")), ("8-442-445", .natural, "008", .form(expected: "08")),
        ("8-442-445", .natural, "DV8", .form(expected: "08")),
        ("8-NT-1-24", .juridical, "33", .otherType(.natural, expected: "74")),
        ("8-1-13656", .natural, "43", .droppedNT(right: "8-NT-1-13656", type: .juridical, expected: "81")),
    ])
    func `check digits beside the number are judged`(text: String, type: RucType, stated: String, fault: RucCheckDigitFault?)
        throws
    {
        #expect(try Ruc(text: text, type: type).fault(inCheckDigits: stated) == fault)
    }

    @Test func `the texts show the right form`() {
        let fault = RucFault.gluedCheckDigits(ruc: "8-496-731", dv: "84").fault(value: "8-496-731:84", field: "client_ruc")
        #expect(fault.code.code == "PB-RUC-02")
        for language in Language.allCases {
            #expect(fault.message(in: language).contains("8-496-731:84"))
            #expect(fault.hint(in: language).contains("8-496-731") && fault.hint(in: language).contains("84"))
        }
        let digits = RucCheckDigitFault.disagrees(expected: "08").fault(value: "80", ruc: "8-442-445")
        #expect(digits.message(in: .es).contains("08") && digits.message(in: .es).contains("8-442-445"))
    }

    @Test(arguments: 1...20)
    func `any bytes are judged without a crash`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters = Array("0123456789-ENTPAVI. :dv\u{2013}ñ,+").map(String.init)
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in letters.randomElement(using: &random) ?? "" }
                .joined()
            do {
                let ruc = try Ruc(text: text, type: nil)
                #expect(Ruc.checkDigits(Array(text.utf8).span, as: ruc.type) == ruc.checkDigits, "seed \(seed): \(text)")
            } catch {
                #expect(!Ruc.isForm(Array(text.utf8).span) || error.finding.code != .rucForm, "seed \(seed): \(text)")
            }
        }
    }
}
