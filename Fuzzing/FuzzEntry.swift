import Glibc

/// What is fuzzed, by `FUZZ_TARGET`; scripts/fuzz builds one program for all of them (docs/fuzzing.md).
enum FuzzTarget: String {
    case csv, json, xml, webhook, answer, configuration, codes

    static let chosen: FuzzTarget? = unsafe getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: unsafe String(cString: $0)) }

    func run(_ bytes: [UInt8]) {
        switch self {
        case .csv, .json: OrdersProperty.check(bytes)
        case .xml: XMLProperty.check(bytes)
        case .webhook: WebhookProperty.check(bytes)
        case .answer: AnswerProperty.check(bytes)
        case .configuration: JSONProperty.check(bytes)
        case .codes: CodesProperty.check(bytes)
        }
    }
}

/// Ends the program with what doesn't hold: libFuzzer keeps the input.
func require(_ holds: Bool, _ what: @autoclosure () -> String) {
    if holds { return }
    let words = Array((what() + "\n").utf8)
    unsafe _ = write(STDERR_FILENO, words, words.count)
    abort()
}

/// libFuzzer calls this for every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzerTestOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let target = FuzzTarget.chosen else { preconditionFailure("FUZZ_TARGET names no target") }
    target.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
