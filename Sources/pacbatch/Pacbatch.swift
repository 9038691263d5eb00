private import CPosix
private import Glibc

/// The program: reads its command line, does what it says and ends with the code of product.md 5.
package enum Pacbatch {
    /// Runs the process's command line; doesn't return.
    package static func main() async {
        protectProcess()
        let environment = Environment.process
        let code = await Dispatch.run(Array(CommandLine.arguments.dropFirst()), environment: environment) { global in
            Screen.standard(global, environment: environment)
        }
        exit(code.rawValue)
    }

    /// What this process writes is for its user alone (reliability.md 3, Data law), and a core file could hold a secret.
    private static func protectProcess() {
        umask(0o077)
        pb_hide_memory()
        // A closed pipe is an error of the write, not the death of a run.
        signal(SIGPIPE, SIG_IGN)
    }
}
