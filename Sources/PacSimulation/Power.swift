/// The power supply of the simulated machine: it counts the steps that can't be taken back, and fails before the one it is told to.
struct Power: Sendable {
    /// Steps so far in this run.
    private(set) var steps = 0
    /// The power fails before this step of the run, counted from 1; nil: it holds.
    private(set) var cutBefore: Int?
    private(set) var isOff = false

    /// The machine is switched on.
    mutating func begin(cutBefore: Int?) {
        steps = 0
        isOff = false
        self.cutBefore = cutBefore
    }

    /// A step is about to be taken. False when the power has failed.
    mutating func step() -> Bool {
        guard !isOff else { return false }
        steps += 1
        if steps == cutBefore { isOff = true }
        return !isOff
    }
}
