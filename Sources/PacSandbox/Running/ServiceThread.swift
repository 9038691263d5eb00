import Glibc
import Synchronization

/// A thread of its own for one of the sandbox's loops (accepting, raw answers, webhooks): each of them waits in the kernel,
/// which the few threads of Swift's pool must not do.
final class ServiceThread: Sendable {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let thread: Mutex<pthread_t?>

    /// Starts the thread.
    /// - Throws: `SandboxError.system` when the system has no thread to give.
    init(_ run: @escaping @Sendable () -> Void) throws(SandboxError) {
        let body = unsafe Unmanaged.passRetained(Body(run))
        var id = pthread_t()
        let result = unsafe pthread_create(
            &id, nil,
            { raw in
                guard let raw = unsafe raw else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard result == 0 else {
            unsafe body.release()
            throw .system(call: "pthread_create", errno: result)
        }
        thread = Mutex(id)
    }

    /// Waits for the end of the thread; a second call returns at once.
    func join() {
        let id = thread.withLock { id in
            defer { id = nil }
            return id
        }
        if let id { _ = pthread_join(id, nil) }
    }
}
