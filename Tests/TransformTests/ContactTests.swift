import Fiscal
import Testing
import Transform

/// The XSD's e-mail pattern as it is meant, and telephones (rulebook 10, E-mails).
struct ContactTests {
    @Test(arguments: [
        "a@bc.de", "pagos@ejemplo.com", "first.last@mail.example.com", "a_b-c@correo.example", "1@22.aa", "#tag@correo.example",
        "o'neil@correo.example", "peña.x@correo.example", "A.B@CORREO.EXAMPLE", "x--y@a-b.example", "a.@bc.de",
    ])
    func `an e-mail that is sent`(email: String) {
        let verdict = judge(Orders.taxpayer.with(["emails": email]))
        #expect(verdict.codes == [])
        #expect(verdict.payload.contains("\"emails\":[\"\(email)\"]"))
    }

    @Test(arguments: [
        "a", "@bc.de", "a@", "a@b.c", "a@b.de", "a@bc", "a@bc.d", "a@bc.abcdefghij", "a b@bc.de", "a@bc..de", "a@-bc.de",
        "a@bc-.de",
        "a@bc.de1", ".a@bc.de", "a@@bc.de", "a,b@bc.de", "pañ@bc.de", "<a@bc.de>", "a@bc.de.", "mailto:a@bc.de",
    ])
    func `an e-mail that is left out`(email: String) {
        let verdict = judge(Orders.taxpayer.with(["emails": email]))
        #expect(verdict.codes == ["PB-RCV-17"])
        #expect(verdict.fault("PB-RCV-17")?.value == email)
        #expect(!verdict.payload.contains("emails"))
    }

    @Test(arguments: ["224-1234", "6448-6525"])
    func `a telephone that is sent`(telephone: String) {
        #expect(judge(Orders.taxpayer.with(["telephones": telephone])).codes == [])
    }

    @Test(arguments: ["2241234", "22-1234", "64486-525", "6448-65255", "6448–6525", "+507 6448-6525", "٦٤٤٨-6525", "abc-1234"])
    func `a telephone that is left out`(telephone: String) {
        #expect(judge(Orders.taxpayer.with(["telephones": telephone])).codes == ["PB-RCV-20"])
    }

    @Test func `malformed ones don't count against the three`() {
        let verdict = judge(Orders.taxpayer.with(["emails": "x;a@aa.com;y;b@aa.com;;c@aa.com"]))
        #expect(verdict.codes == ["PB-RCV-17", "PB-RCV-17"])
        #expect(verdict.payload.contains(#""emails":["a@aa.com","b@aa.com","c@aa.com"]"#))
    }
}
