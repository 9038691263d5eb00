import Fiscal

/// Keeps a run's progress on the screen: lines that are redrawn on a terminal, elsewhere a line every 10 seconds (product.md 5). The caller has the
/// clock.
struct ProgressView {
    var progress = Progress()
    private let screen: Screen
    private let language: Language
    private var shownAt: Duration?
    private var shownLines = 0

    private static let redrawInterval = Duration.milliseconds(200)
    private static let lineInterval = Duration.seconds(10)

    /// - Parameter start: the moment that the first line off a terminal is counted from.
    init(screen: Screen, language: Language, start: Duration) {
        self.screen = screen
        self.language = language
        // A run that is over within 10 seconds needs no line off a terminal.
        shownAt = screen.isTerminal ? nil : start
    }

    /// Shows the progress if it's time.
    mutating func tick(_ now: Duration) {
        let interval = screen.isTerminal ? Self.redrawInterval : Self.lineInterval
        if let shownAt, now - shownAt < interval { return }
        shownAt = now
        if screen.isTerminal {
            redraw(progress.render(width: screen.width, language: language))
        } else {
            screen.say(progress.summary(language: language))
        }
    }

    /// Takes the lines off the terminal, so that other messages can be written; the next `tick` brings them back.
    mutating func clear() {
        guard shownLines > 0 else { return }
        screen.raw("\u{1B}[\(shownLines)A\u{1B}[J")
        shownLines = 0
        shownAt = nil
    }

    private mutating func redraw(_ lines: [String]) {
        let back = shownLines > 0 ? "\u{1B}[\(shownLines)A" : ""
        // Each line is cleared to its end, the rest of the screen after the last: nothing flickers.
        screen.raw(back + lines.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J")
        shownLines = lines.count
    }
}
