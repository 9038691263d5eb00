import Fiscal
import JSONText

/// `doctor`: prints the checks; what has failed decides the exit code.
enum DoctorCommand {
    static func run(_ context: Context, probes: DoctorProbes) -> ExitCode {
        let checks = Doctor(workspace: context.workspace, environment: context.environment, probes: probes).checks()
        let failures = checks.filter { $0.level == .fail }
        if context.global.json {
            context.data(["ok": .bool(failures.isEmpty), "checks": .array(checks.map { $0.json(context.language) })])
        } else {
            for check in checks { context.screen.data(lines(check, context)) }
            context.screen.say(verdict(checks)[context.language])
        }
        return ExitCode.first(of: failures.map(\.failure))
    }

    private static func lines(_ check: Check, _ context: Context) -> String {
        let words = Check.Level.allCases.map { displayWidth($0.word[context.language]) }
        let word = padded(check.level.word[context.language], to: words.max() ?? 0)
        let indent = String(repeating: " ", count: displayWidth(word) + 2)
        let hint = check.hint.map { ["→ " + $0[context.language]] } ?? []
        let texts = ["\(check.name): \(check.detail[context.language])"] + hint
        let folded = texts.flatMap { fold(printable($0), width: context.screen.width - indent.count) }
        return folded.enumerated().map { ($0 == 0 ? word + "  " : indent) + $1 + "\n" }.joined()
    }

    private static func verdict(_ checks: [Check]) -> Wording {
        let failures = checks.count { $0.level == .fail }
        let warnings = checks.count { $0.level == .warn }
        if failures > 0 { return Wording(es: "Por corregir: \(failures).", en: "To be fixed: \(failures).") }
        return warnings > 0
            ? Wording(es: "Todo listo; avisos: \(warnings).", en: "Everything is ready; warnings: \(warnings).")
            : Wording(es: "Todo listo.", en: "Everything is ready.")
    }
}
