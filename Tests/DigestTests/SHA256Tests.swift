import Digest
import Testing

struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `the published vectors come out`(text: String, digest: String) {
        #expect(hexadecimal(SHA256.digest(Array(text.utf8))) == digest)
    }

    @Test func `pieces give the digest of the whole, twice in a row`() {
        var sha = SHA256()
        for _ in 0..<2 {
            sha.update(Array("a".utf8))
            sha.update(Array("bc".utf8))
            #expect(sha.finish() == SHA256.digest(Array("abc".utf8)))
        }
    }

    @Test(arguments: [("secret", "secret", true), ("secret", "Secret", false), ("", "", true), ("a", "ab", false)])
    func `equality compares the bytes`(left: String, right: String, equal: Bool) {
        #expect(isEqualInConstantTime(Array(left.utf8), Array(right.utf8)) == equal)
    }

    @Test func `random bytes differ`() {
        #expect(randomBytes(16) != randomBytes(16))
    }
}
