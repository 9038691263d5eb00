import Fiscal
import JSONText
import Ledger

/// One `pacbatch run` on a machine that somebody brings along: what a simulation calls.
package struct Night: Sendable {
    private let context: Context
    private let configuration: Configuration
    private let machine: Machine

    /// Reads the configuration.
    /// - Parameters:
    ///   - workspace: its folder on the machine's disks.
    ///   - configuration: what `pacbatch.json` would say.
    ///   - variables: the environment's variables, keys among them.
    /// - Throws: what is wrong with the configuration.
    package init(workspace: String, configuration: [UInt8], variables: [String: String], machine: Machine) throws {
        let environment = Environment(variables)
        var global = GlobalOptions(environment: environment)
        global.workspace = workspace
        global.quiet = true
        let screen = Screen(isTerminal: false, hasColor: false, width: 80, isQuiet: true) { _, _ in }
        context = Context(global: global, environment: environment, screen: screen)
        self.configuration = try Configuration(
            try JSONParser.parse(configuration, dialect: .configuration), environment: environment)
        self.machine = machine
    }

    /// Runs the batch to its end.
    /// - Parameter waitSeconds: what `--wait` says.
    /// - Returns: the exit code.
    /// - Throws: what ended the run before its time: the ledger, or a file.
    package func run(waitSeconds: Int64) async throws -> Int32 {
        let session = try Session(context, configuration, machine, lock: nil)
        var options = RunOptions()
        options.wait = .seconds(waitSeconds)
        return try await RunCommand.run(session, options).rawValue
    }
}
