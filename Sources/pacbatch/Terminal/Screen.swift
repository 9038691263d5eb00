private import Glibc

/// Where a command speaks: data on standard output, everything else on standard error (product.md 5).
struct Screen: Sendable {
    /// Colours by meaning, not by hue.
    enum Tone: Sendable {
        case plain, good, warning, bad, faint, strong

        fileprivate var code: String {
            switch self {
            case .plain: "0"
            case .good: "32"
            case .warning: "33"
            case .bad: "31"
            case .faint: "2"
            case .strong: "1"
            }
        }
    }

    /// Messages go to a terminal, which can be redrawn.
    let isTerminal: Bool
    /// Messages may carry colours.
    let hasColor: Bool
    /// Columns, 60 to 200.
    let width: Int
    /// Only errors are said.
    let isQuiet: Bool
    private let write: @Sendable (Channel, [UInt8]) -> Void

    enum Channel: Sendable {
        case data, messages
    }

    init(isTerminal: Bool, hasColor: Bool, width: Int, isQuiet: Bool, write: @escaping @Sendable (Channel, [UInt8]) -> Void) {
        self.isTerminal = isTerminal
        self.hasColor = hasColor && isTerminal
        self.width = min(max(width, 60), 200)
        self.isQuiet = isQuiet
        self.write = write
    }

    /// The process's own standard output and error.
    static func standard(_ global: GlobalOptions, environment: Environment) -> Screen {
        let isTerminal = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
        return Screen(isTerminal: isTerminal, hasColor: global.color, width: terminalWidth(environment), isQuiet: global.quiet) {
            channel, bytes in
            writeAll(bytes, to: channel == .data ? STDOUT_FILENO : STDERR_FILENO)
        }
    }

    /// Writes data as it is.
    func data(_ text: String) { write(.data, Array(text.utf8)) }

    /// Writes data as it is.
    func data(_ bytes: [UInt8]) { write(.data, bytes) }

    /// A line that `--quiet` keeps back.
    func say(_ text: String, _ tone: Tone = .plain) {
        if !isQuiet { line(text, tone) }
    }

    /// A line that must be seen.
    func complain(_ text: String, _ tone: Tone = .bad) { line(text, tone) }

    /// Writes to the messages as they are; for lines that are redrawn.
    func raw(_ text: String) {
        if !isQuiet { write(.messages, Array(text.utf8)) }
    }

    /// On a terminal a long line is broken at a space, with its own indent; one that holds a command stays whole, so that it can be copied.
    private func line(_ text: String, _ tone: Tone) {
        let indent = String(text.prefix { $0 == " " })
        let breaks = isTerminal && displayWidth(text) > width && !text.contains("pacbatch ")
        let lines = breaks ? fold(text, width: width - indent.count).map { indent + $0 } : [text]
        for line in lines { write(.messages, Array((colored(line, tone) + "\n").utf8)) }
    }

    /// The text in a tone, where colours are allowed.
    func colored(_ text: String, _ tone: Tone) -> String {
        hasColor && tone != .plain ? "\u{1B}[\(tone.code)m\(text)\u{1B}[0m" : text
    }

    private static func terminalWidth(_ environment: Environment) -> Int {
        var size = winsize()
        if unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment["COLUMNS"].flatMap { wholeNumber($0) } ?? 100
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count < 0, currentErrno() == EINTR { continue }
            // Nobody reads any more: there is nobody left to tell.
            if count <= 0 { return }
            done += count
        }
    }
}

/// A text that came from outside (a file's name, a cell), fit for a terminal: control characters can't move the cursor or fake a line.
func printable(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: safe += "\\u{\(String(scalar.value, radix: 16))}"
        case .format: break
        default: safe.unicodeScalars.append(scalar)
        }
    }
    return safe
}
