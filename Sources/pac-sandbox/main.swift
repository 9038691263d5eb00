import Glibc
import PacSandbox

/// Prints a line to standard error and ends with the code for a wrong command line.
func refuse(_ error: SandboxError) -> Never {
    let text =
        switch error {
        case .usage(let argument, let reason): "\(argument): \(reason)"
        case .content(let path, let place, let reason): "\(path): \(place): \(reason)"
        case .file(let path, let code): unsafe "\(path): \(String(cString: strerror(code)))"
        case .system(let call, let code): unsafe "\(call): \(String(cString: strerror(code)))"
        case .httpServer: "libmicrohttpd didn't start"
        }
    write(line: "pac-sandbox: \(text)", to: STDERR_FILENO)
    exit(2)
}

/// Writes a line at once.
func write(line: String, to descriptor: Int32) {
    let bytes = Array((line + "\n").utf8)
    unsafe _ = Glibc.write(descriptor, bytes, bytes.count)
}

/// Waits for SIGTERM or SIGINT, which no other thread gets to see.
func waitForSignal(_ signals: sigset_t) {
    var signals = signals
    var caught: Int32 = 0
    unsafe _ = sigwait(&signals, &caught)
}

/// SIGTERM and SIGINT, held back from now on in this thread and those it starts.
func holdSignals() -> sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe sigaddset(&signals, SIGINT)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    _ = signal(SIGPIPE, SIG_IGN)
    return signals
}

do throws(SandboxError) {
    let options = try SandboxOptions(Array(CommandLine.arguments.dropFirst()))
    if options.wantsHelp {
        write(line: SandboxOptions.help, to: STDOUT_FILENO)
        exit(0)
    }
    let signals = holdSignals()
    let server = try SandboxServer(options.settings)
    write(line: server.baseURL, to: STDOUT_FILENO)
    waitForSignal(signals)
    server.stop()
} catch {
    refuse(error)
}
