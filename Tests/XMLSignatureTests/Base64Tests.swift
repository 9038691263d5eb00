import Testing

@testable import XMLSignature

struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the vectors of RFC 4648`(plain: String, text: String) {
        #expect(Base64.text(of: Array(plain.utf8)) == Array(text.utf8))
        #expect(Base64.decoded(Array(text.utf8).span) == Array(plain.utf8))
    }

    @Test func `every byte survives, whatever white space is put in`() {
        for count in 0..<300 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            let text = Base64.text(of: bytes)
            #expect(Base64.decoded(text.span) == bytes)
            let broken = text.enumerated().flatMap {
                $0.offset % 7 == count % 7 ? [UInt8(ascii: "\n"), $0.element] : [$0.element]
            }
            #expect(Base64.decoded(broken.span) == bytes)
        }
    }

    @Test(arguments: ["Zg", "Zg=", "Zm9", "Zm9=v", "Z", "Zh==", "Zm9=", "Zm9v!", "Zm9v====", "=", "Zm-v", "Zg=a"])
    func `what isn't whole is refused`(text: String) {
        #expect(Base64.decoded(Array(text.utf8).span) == nil)
    }
}
