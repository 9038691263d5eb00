#if DEBUG
    internal import Guards

    extension Schema {
        /// Takes away what a test wants to see missed (docs/guards.md); part of no optimised build.
        static var withoutGuards: [String] {
            let objects: [(Guard, [String])] = [
                (.seriesIndex, ["INDEX document_series"]), (.openAttemptIndex, ["INDEX attempt_open"]),
                (.businessKeyIndex, ["INDEX document_key"]), (.statusTrigger, ["TRIGGER document_status_is_monotone"]),
                (.voidIndex, ["INDEX void_request_target"]),
                (.numerationTrigger, ["TRIGGER document_numeration_is_final"]),
                (.eventTriggers, ["TRIGGER event_is_append_only", "TRIGGER event_is_kept"]),
            ]
            return objects.filter { !$0.0.isOn }.flatMap(\.1).map { "DROP \($0)" }
        }
    }
#endif
