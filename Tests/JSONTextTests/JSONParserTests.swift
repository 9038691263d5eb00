@testable import JSONText
import Testing

struct JSONParserTests {
    @Test func `numbers keep their text and members their order`() throws {
        let value = try JSONParser.parse(#"{"b":1.10,"a":[true,null,"\u00e1\ud83d\ude00"]}"#)
        #expect(value.object?.keys == ["b", "a"])
        #expect(value["b"] == .number("1.10"))
        #expect(value.text == #"{"b":1.10,"a":[true,null,"á😀"]}"#)
    }

    @Test(arguments: [
        (#"{"a":1,"a":2}"#, JSONError.Reason.duplicateKey("a"), 1, 8),
        ("[1,\n 2,]", .unexpectedByte(0x5D), 2, 4),
        ("[01]", .unexpectedByte(0x31), 1, 3),
        ("\"a\tb\"", .controlCharacterInString, 1, 3),
        ("{", .unexpectedEnd, 1, 2),
        ("1 2", .trailingText, 1, 3),
        (#""\ud800""#, .badEscape, 1, 8),
    ])
    func `a fault is named with its place`(text: String, reason: JSONError.Reason, line: Int, column: Int) {
        #expect(throws: JSONError(reason: reason, line: line, column: column)) { try JSONParser.parse(text) }
    }

    @Test func `a configuration may have comments and trailing commas`() throws {
        let text = "{ // one\n \"a\": [1, 2,], /* two */ }"
        #expect(try JSONParser.parse(text, dialect: .configuration) == ["a": [1, 2]])
        #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }

    @Test func `nesting is limited`() {
        let text = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        #expect(throws: JSONError(reason: .tooDeep, line: 1, column: 33)) { try JSONParser.parse(text) }
    }
}
