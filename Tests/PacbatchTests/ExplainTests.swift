import Fiscal
import JSONText
import Testing

@testable import pacbatch

struct ExplainTests {
    @Test(arguments: [
        ("PB-LIN-08", "PB-LIN-08"), ("pb-lin-08", "PB-LIN-08"), ("LIN-8", "PB-LIN-08"), ("lin08", "PB-LIN-08"),
        ("ap3063", "AP3063"), ("AP3063_MESSAGE", "AP3063"), ("MissingRetentionCodeError", "MissingRetentionCode"),
        ("Credit note must reference an invoice", "PB-REF-01"), ("PB-RUC-10", "PB-RUC-10"), ("ruc10", "PB-RUC-10"),
    ])
    func `a fault is found by its code, however it is written, and by the seed's name`(word: String, code: String) throws {
        #expect(ExplainTopic(word) == .fault(try #require(FaultCode(named: code))))
    }

    @Test func `numbers are exit codes, words are states, four digits are the DGI's`() throws {
        #expect(ExplainTopic("4") == .exitCode(.inDoubt))
        #expect(ExplainTopic("130") == .exitCode(.interrupted))
        #expect(ExplainTopic("in-doubt") == .state(.in_doubt))
        guard case .foreignCode("1601", let codes) = ExplainTopic("1601") else {
            Issue.record("1601 is the DGI's")
            return
        }
        #expect(codes.map(\.code).contains("PB-RUC-01"))
        #expect(ExplainTopic("7") == nil && ExplainTopic("nothing") == nil && ExplainTopic("") == nil)
    }

    @Test func `an unknown word is a usage error that names the nearest`() async {
        let answer = await pacbatch("explain", "PB-LNI-08")
        #expect(answer.code == .usage)
        #expect(answer.messages.contains("PB-LIN-08") && answer.data.isEmpty)
        #expect(await pacbatch("explain", "in_dobt").messages.contains("in_doubt"))
    }

    @Test(arguments: FaultCode.all.map(\.code), Language.allCases)
    func `every code is explained in lines that fit`(code: String, language: Language) async {
        let answer = await pacbatch("explain", code, "--lang", language.rawValue)
        #expect(answer.code == .done)
        #expect(answer.data.hasPrefix(code))
        #expect(!answer.data.contains("{") || answer.data.contains("\"rules\""))
        for line in answer.data.split(separator: "\n") {
            #expect(displayWidth(line) <= 100 || !line.drop { $0 == " " }.contains(" "), "\(line)")
        }
    }

    @Test func `every state and exit code is explained`() async {
        for state in DocumentState.allCases {
            #expect(await pacbatch("explain", state.rawValue).data.contains("→"), "\(state)")
        }
        for code in ExitCode.allCases {
            #expect(await pacbatch("explain", "\(code.rawValue)").data.contains("→"), "\(code)")
        }
    }

    @Test func `JSON has the example with what the program says of it`() async throws {
        let json = try JSONParser.parse(await pacbatch("explain", "PB-LIN-08", "--json", "--lang", "en").data)
        #expect(json["topic"]?.string == "fault" && json["severity"]?.string == "error" && json["fixed"]?.bool == false)
        #expect(json["example"]?["wrong"]?.string == "8" && json["example"]?["right"]?.string == "7")
        #expect(json["example"]?["message"]?.string == "There is no ITBMS rate of 8 %")
    }
}
