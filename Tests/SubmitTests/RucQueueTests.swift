import Fiscal
import Testing

@testable import Submit

struct RucQueueTests {
    private let question = RucQuestion(ruc: "8-442-445", type: .natural)

    @Test func `what one company can't ask another one does that waits for it as well`() {
        var queue = RucQueue([(question, 0), (question, 1)])
        #expect(queue.next(lane: 0) == question)
        queue.passOn(question, from: 0)
        #expect(queue.next(lane: 0) == nil)
        #expect(queue.next(lane: 1) == question)
    }

    @Test func `nothing is passed on to a company whose keys aren't taken any more`() {
        var queue = RucQueue([(question, 0), (question, 1)])
        #expect(queue.next(lane: 0) == question)
        queue.passOnAll(from: 1)
        queue.passOn(question, from: 0)
        #expect(queue.isEmpty, "a run would wait for it without end")
    }

    @Test func `what a company was to ask goes to the next one that can`() {
        var queue = RucQueue([(question, 0), (question, 1), (question, 2)])
        queue.passOnAll(from: 1)
        queue.passOnAll(from: 0)
        #expect(queue.next(lane: 2) == question)
        queue.passOnAll(from: 2)
        #expect(queue.isEmpty)
    }
}
