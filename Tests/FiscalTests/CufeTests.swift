import Fiscal
import Testing

struct CufeTests {
    @Test(arguments: CufeVector.all)
    func `one changed digit is always noticed`(vector: CufeVector) {
        let original = Array(vector.cufe.utf8)
        for place in 2..<66 where original[place] >= 0x30 && original[place] <= 0x39 {
            for digit in UInt8(0x30)...0x39 where digit != original[place] {
                var changed = original
                changed[place] = digit
                let text = String(decoding: changed, as: UTF8.self)
                #expect(!Cufe.faults(in: text).isEmpty, "\(text)")
            }
        }
    }

    @Test(arguments: CufeVector.all)
    func `swapped neighbours are noticed but for 0 and 9`(vector: CufeVector) {
        let original = Array(vector.cufe.utf8)
        for place in 2..<65 where original[place] != original[place + 1] {
            let pair = [original[place], original[place + 1]].map { $0 >= 0x30 && $0 <= 0x39 ? $0 - 0x30 : $0 % 10 }
            var swapped = original
            swapped.swapAt(place, place + 1)
            let body = swapped[2..<65]
            let isNoticed = Cufe.checkDigit(Array(body).span) != swapped[65] - 0x30
            // A letter or a hyphen counts as a digit, so it can equal its neighbour, or make a 0 and a 9 with it.
            #expect(isNoticed == (pair[0] != pair[1] && Set(pair) != [0, 9]), "positions \(place + 1) and \(place + 2)")
        }
    }

    @Test func `every known code's DV fits its RUC but the invented one`() throws {
        for vector in CufeVector.all {
            let fault = try Cufe(text: vector.cufe).issuerFault
            if vector.ruc == "8-PE-3824-00523" {
                #expect(fault?.code == .cufeIssuerCheckDigits)
            } else {
                #expect(fault == nil, "\(vector.cufe)")
            }
        }
    }

    private static let sample = "FE01200000045400-2-299934-0900002022050500000000389990117686690628"

    @Test(arguments: [
        (0..<2, "fe", Cufe.Part.prefix), (2..<4, "00", .documentType), (2..<4, "A1", .documentType), (4..<5, "3", .rucType),
        (5..<25, "00000000000000000000", .ruc), (5..<25, "00000045400-2-29993_", .ruc), (25..<26, "0", .hyphen),
        (26..<28, "X9", .dv),
        (28..<32, "00-0", .branch), (32..<40, "20220230", .date), (32..<40, "20221301", .date), (32..<40, "2022050X", .date),
        (40..<50, "0000000000", .numeration), (50..<53, "000", .billingPoint), (53..<55, "00", .issueType),
        (53..<55, "05", .issueType),
        (55..<56, "0", .environment), (55..<56, "3", .environment), (56..<65, "000000000", .securityCode),
        (65..<66, "X", .checkDigit),
    ])
    func `each part has its form`(range: Range<Int>, found: String, part: Cufe.Part) {
        var bytes = Array(Self.sample.utf8)
        bytes.replaceSubrange(range, with: found.utf8)
        #expect(Cufe.faults(in: String(decoding: bytes, as: UTF8.self)).contains(.form(part, found: found)))
        #expect(part.range == range)
    }

    @Test(arguments: ["04", "99", "10"])
    func `a document type of a later revision is no fault of form`(type: String) {
        var bytes = Array(Self.sample.utf8)
        bytes.replaceSubrange(2..<4, with: type.utf8)
        bytes[65] = 0x30 + Cufe.checkDigit(Array(bytes[2..<65]).span)
        #expect(Cufe.faults(in: String(decoding: bytes, as: UTF8.self)).isEmpty)
    }

    @Test func `the length is judged first, in characters`() {
        #expect(Cufe.faults(in: "") == [.length(0)])
        #expect(Cufe.faults(in: String(Self.sample.dropLast())) == [.length(65)])
        #expect(Cufe.faults(in: Self.sample + "0") == [.length(67)])
        #expect(Cufe.faults(in: "ññ") == [.length(2)])
    }

    @Test func `a wrong check digit is told with the right one`() {
        let wrong = Self.sample.dropLast() + "3"
        #expect(throws: CufeFault.checkDigit(expected: 8, found: 3)) { try Cufe(text: String(wrong)) }
        let fault = CufeFault.checkDigit(expected: 8, found: 3).fault(value: String(wrong))
        #expect(fault.code.code == "PB-CUFE-03")
        #expect(fault.message(in: .es).contains("8") && fault.message(in: .es).contains("3"))
        let part = CufeFault.form(.numeration, found: "0000000000").fault(value: "")
        #expect(part.message(in: .en).contains("41–50") && part.message(in: .en).contains("dNroDF"))
        #expect(CufeFault.form(.rucType, found: "3").fault(value: "").message(in: .es).contains("Posiciones 5 "))
    }

    @Test func `a code whose check digit would be ten gets a zero`() throws {
        let issuer = IssuerIdentity(ruc: "155704849-2-2021", rucType: .juridical, dv: "32")
        let codes = (1...40).map { number in
            Cufe.build(
                documentType: .internalInvoice, issuer: issuer, issueDate: FiscalTime(epochSeconds: 1_790_000_000),
                numeration: String(String(10_000_000_000 + number).dropFirst()), billingPoint: "001", branch: "0000",
                issueType: "01",
                environment: .sandbox, securityCode: "123456789")
        }
        #expect(Set(codes.map(\.checkDigit)) == Set(0...9))
        for code in codes { #expect(try Cufe(text: code.text) == code) }
    }
}

struct FaultCatalogueTests {
    @Test func `no code stands twice, and every text teaches in both languages`() {
        let codes = FaultCode.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        for code in FaultCode.all {
            for language in Language.allCases {
                #expect(!code.message[language].isEmpty && !code.hint[language].isEmpty, "\(code.code)")
            }
            #expect(!code.source.isEmpty, "\(code.code)")
        }
    }
}
