import Fiscal

extension Progress {
    /// The lines that a terminal of this width shows: one for each stage that has begun, one for what needs attention.
    func render(width: Int, language: Language) -> [String] {
        let stages = Stage.allCases.filter { counts[$0] != nil }
        let nameWidth = stages.map { displayWidth($0.name[language]) }.max() ?? 0
        let lines = stages.map { line($0, nameWidth: nameWidth, width: width, language: language) }
        return lines + [clipped(padded("", to: nameWidth) + "  " + attention(language), to: width)]
    }

    /// The same on one line, for where nothing can be redrawn.
    func summary(language: Language) -> String {
        let stages = Stage.allCases.compactMap { stage in
            counts[stage].map { "\(stage.name[language]) \(([$0.numbers] + $0.speed(language)).joined(separator: ", "))" }
        }
        return (stages + [attention(language)]).joined(separator: " · ")
    }

    private func line(_ stage: Stage, nameWidth: Int, width: Int, language: Language) -> String {
        guard let count = counts[stage] else { return "" }
        let speed = count.isFinished ? [Wording(es: "listo", en: "done")[language]] : count.speed(language)
        let text = ([count.numbers] + speed).joined(separator: "  ")
        let barWidth = min(max(width - nameWidth - 50, 8), 40)
        return clipped("\(padded(stage.name[language], to: nameWidth))  \(count.bar(width: barWidth))  \(text)", to: width)
    }

    private func attention(_ language: Language) -> String {
        Wording(
            es: "en vuelo \(grouped(inFlight)) · rechazados \(grouped(rejected)) · en duda \(grouped(inDoubt))",
            en: "in flight \(grouped(inFlight)) · rejected \(grouped(rejected)) · in doubt \(grouped(inDoubt))")[language]
    }
}

extension Progress.Count {
    fileprivate var numbers: String {
        total.map { "\(grouped(done))/\(grouped($0))" } ?? grouped(done)
    }

    fileprivate func speed(_ language: Language) -> [String] {
        var parts: [String] = []
        if let tenths = tenthsPerSecond { parts.append("\(grouped(tenths / 10)).\(tenths % 10)/s") }
        if let left = timeLeft { parts.append(Wording(es: "faltan \(shortText(left))", en: "\(shortText(left)) left")[language]) }
        return parts
    }

    fileprivate func bar(width: Int) -> String {
        // How much there will be isn't known: no bar rather than one that stays empty.
        guard let total, total > 0 else { return String(repeating: " ", count: width) }
        let filled = min(done, total) * width / total
        return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    }
}

extension Stage {
    /// The stage's name at the head of its line.
    var name: Wording {
        switch self {
        case .reading: Wording(es: "lectura", en: "reading")
        case .sending: Wording(es: "envío", en: "sending")
        case .confirming: Wording(es: "DGI", en: "DGI")
        case .filing: Wording(es: "PDF", en: "PDF")
        }
    }
}
