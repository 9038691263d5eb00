extension FaultRule {
    /// Reads `--faults`: a file of rules (a name without `=`), or `NAME=RATE,…` with rates from 0 to 1. A name may have the operation it
    /// is to be played on before it: `get:500-after-commit=0.1`.
    /// - Throws: `SandboxError.usage`, `.file` or `.content`.
    public static func rules(argument: String) throws(SandboxError) -> [FaultRule] {
        guard argument.contains("=") else { return try rules(file: argument) }
        var rules: [FaultRule] = []
        for part in argument.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, let rate = perMillion(String(sides[1])) else {
                throw .usage(argument: String(part), reason: "NAME=RATE with a rate from 0 to 1 is expected")
            }
            var rule = try named(String(sides[0]))
            rule.ratePerMillion = rate
            rules.append(rule)
        }
        return rules
    }

    /// The rule for a fault by name, played on every request it is meant for.
    /// - Throws: `SandboxError.usage` for a name that isn't known.
    public static func named(_ text: String) throws(SandboxError) -> FaultRule {
        let sides = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = sides.last, let fault = FaultCatalogue.fault(named: name) else {
            throw .usage(argument: text, reason: "no fault has this name")
        }
        var rule = FaultRule(fault)
        if sides.count == 2 {
            guard let operation = Operation(rawValue: sides[0]) else {
                throw .usage(argument: text, reason: "no operation has this name")
            }
            guard fault.canBePlayed(on: operation) else {
                throw .usage(argument: text, reason: "this fault is for \(fault.operation.rawValue) only")
            }
            rule.operation = operation
        }
        return rule
    }

    /// A rate such as `0.01` in millionths; nil for anything but 0 to 1.
    static func perMillion(_ text: String) -> UInt64? {
        guard let number = NumberText(text), number.micros <= 1_000_000 else { return nil }
        return UInt64(number.micros)
    }

    private static func rules(file path: String) throws(SandboxError) -> [FaultRule] {
        let root = try ContentReader.file(path)
        try root.allow(["faults"])
        var rules: [FaultRule] = []
        for node in try root.required("faults").elements() { rules.append(try rule(node)) }
        return rules
    }

    private static func rule(_ node: ContentReader) throws(SandboxError) -> FaultRule {
        try node.allow(["fault", "on", "rate", "nth", "match", "times", "seconds"])
        let name = try node.required("fault")
        guard let fault = FaultCatalogue.fault(named: try name.text()) else { throw name.refuse("no fault has this name") }
        var rule = FaultRule(fault)
        if let operation = node.optional("on") {
            guard let known = Operation(rawValue: try operation.text()) else {
                throw operation.refuse("one of \(Operation.allCases.map(\.rawValue).joined(separator: ", ")) is expected")
            }
            guard fault.canBePlayed(on: known) else {
                throw operation.refuse("\(fault.name) is for \(fault.operation.rawValue) only")
            }
            rule.operation = known
        }
        if let rate = node.optional("rate") {
            guard let value = perMillion(try rate.scalar()) else { throw rate.refuse("a rate from 0 to 1 is expected") }
            rule.ratePerMillion = value
        }
        for number in try node.optional("nth")?.elements() ?? [] { rule.nth.insert(try number.integer()) }
        if let match = node.optional("match") {
            try match.allow(["information", "numeration", "text"])
            rule.information = try match.optional("information")?.text()
            rule.numeration = try match.optional("numeration")?.text()
            rule.text = try match.optional("text")?.text()
        }
        rule.times = try node.optional("times")?.integer()
        if let seconds = node.optional("seconds") {
            guard let number = NumberText(try seconds.scalar()) else { throw seconds.refuse("a number of seconds is expected") }
            rule.nanos = number.micros * 1000
        }
        return rule
    }
}
