internal import Fiscal

/// Findings and their places.
extension DocumentCollector {
    /// Findings of one document that are kept.
    static let faultsMax = 200

    /// What is told once for a document, however often it occurs.
    enum Once: Int {
        case unknownElement, order
    }

    func location(_ offset: Int) -> SourceLocation {
        guard let inner else { return lines.location(offset) }
        return SourceLocation(line: inner.line + inner.lines.location(offset).line - 1, column: nil)
    }

    /// `rFE/gItem[3]/gPrecios/dPrItem`: the way to a node; repeated elements count from 0.
    func path(of node: Int) -> String {
        var parts: [String] = []
        var place = node
        while place >= 0 {
            let isCounted = schema.repeats(place) && values.seen[place] > 0
            parts.append(schema.names[place] + (isCounted ? "[\(values.seen[place] - 1)]" : ""))
            place = Int(schema.nodes[place].parent)
        }
        return parts.reversed().joined(separator: "/")
    }

    mutating func note(_ fault: Fault) {
        guard let count = unit?.document.faults.count, count <= Self.faultsMax else { return }
        if count == Self.faultsMax {
            unit?.document.faults.append(Fault(.xmlMoreFaults, facts: ["limit": String(Self.faultsMax)]))
        } else {
            unit?.document.faults.append(fault)
        }
    }

    /// A finding at an element that has stood.
    mutating func note(_ code: FaultCode, at node: Int, value: String? = nil, facts: [String: String] = [:]) {
        note(
            Fault(
                code, at: location(values.offsets[node]), field: path(of: node), value: value ?? values.text(node), facts: facts))
    }

    mutating func noteOnce(_ what: Once, _ fault: (DocumentCollector) -> Fault) {
        guard let told = unit?.told, told & 1 << what.rawValue == 0 else { return }
        unit?.told |= 1 << what.rawValue
        note(fault(self))
    }

    mutating func noteMissing(_ element: String, in group: Int) {
        note(
            Fault(
                .xmlElementMissing, at: location(values.offsets[group]), field: path(of: group) + "/" + element,
                facts: ["element": element]))
    }

    mutating func noteRequired(_ node: Int, when condition: String) {
        let group = Int(schema.nodes[node].parent)
        note(
            Fault(
                .xmlRequiredWhen, at: location(values.offsets[group]), field: path(of: group) + "/" + schema.names[node],
                facts: ["element": schema.names[node], "condition": condition]))
    }

    mutating func noteForbidden(_ node: Int, when condition: String) {
        note(.xmlForbiddenWhen, at: node, facts: ["element": schema.names[node], "condition": condition])
    }

    mutating func note(_ defect: RfeFormDefect, at node: Int) {
        let form = schema.nodes[node].form.description(schema.codes)
        switch defect {
        case .form: note(.xmlForm, at: node, facts: ["form": form])
        case .length(let count): note(.xmlLength, at: node, facts: ["form": form, "count": String(count)])
        case .code: note(.xmlCode, at: node, facts: ["form": form])
        case .list: note(.xmlNotInList, at: node, facts: ["form": form])
        }
    }
}
