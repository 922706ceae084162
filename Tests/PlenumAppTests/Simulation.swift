import PlenumApp
import PlenumCore
import PlenumDelivery
import PlenumStore
import Synchronization

/// SplitMix64: the same numbers from the same seed on every machine.
struct Dice: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func isOne(in number: Int) -> Bool { Int.random(in: 0..<number, using: &self) == 0 }
    mutating func pick<Element>(_ list: [Element]) -> Element? { list.randomElement(using: &self) }
}

/// A process that dies, at a call of the store or of the mailer.
struct Crash: Error {}

/// The world around the program: its clock, its processes, its mailer and the moment at which one of them dies.
final class World: Sendable {
    struct State {
        var now: Instant
        var process = 1
        /// How many calls are left until the process dies; nil where it lives.
        var fuse: Int?
        var dice: Dice
        /// Every letter that another program has taken, as it was handed over, in order.
        var taken: [Taken] = []
        var files: [String: String] = [:]
        var mailsWell = true
    }

    struct Taken {
        let process: Int
        let letter: Letter
        let at: Instant
    }

    private let state: Mutex<State>

    init(now: Instant, seed: UInt64) {
        state = Mutex(State(now: now, dice: Dice(state: seed)))
    }

    subscript<Value: Sendable>(path: any KeyPath<State, Value> & Sendable) -> Value {
        state.withLock { $0[keyPath: path] }
    }

    func change<Result: Sendable>(_ body: (inout sending State) -> Result) -> Result { state.withLock { body(&$0) } }

    /// A call after which the process may be no more.
    func call() throws(Crash) {
        let dies = state.withLock { state in
            guard let fuse = state.fuse else { return false }
            state.fuse = fuse - 1
            return fuse <= 0
        }
        if dies { throw Crash() }
    }

    var environment: PlenumApp.Environment {
        PlenumApp.Environment(
            now: { self[\.now] }, account: { "simulator" },
            zone: { try Committee.environment(at: "2026-01-01T00:00:00Z").zone($0) },
            readFile: { path in
                guard let text = self[\.files][path] else { throw AppError.fileMissing(path) }
                return Array(text.utf8)
            },
            process: { "boot \(self[\.process]) 1" }, isAlive: { $0 == "boot \(self[\.process]) 1" })
    }
}

/// A store whose process may die before a transaction, at its end before it is durable, or once it is.
struct MortalStore: Store {
    let inner: any Store
    let world: World

    func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try world.call()
        return try inner.read(body)
    }

    func write<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result {
        try world.call()
        let result = try inner.write { transaction in
            let result = try body(transaction)
            try world.call()
            return result
        }
        try world.call()
        return result
    }
}

/// A mail server that takes, refuses, delays, keeps silent, or outlives who speaks to it.
struct MoodyMailer: Channel {
    static let word = "moody"
    static let needsAddress = true
    let world: World

    init(world: World) { self.world = world }
    init(_ surroundings: ChannelSurroundings) throws(ChannelFault) { throw .setting("world", channel: Self.word) }

    func deliver(_ letter: Letter) throws(ChannelFault) -> Delivery {
        let mood = world.change { $0.mailsWell ? 0 : Int.random(in: 0..<20, using: &$0.dice) }
        func take() { world.change { $0.taken.append(.init(process: $0.process, letter: letter, at: $0.now)) } }
        // A death while the server has the letter, or has not: the fuse burns here too.
        func live() throws(ChannelFault) {
            do { try world.call() } catch { throw .program("moody", reason: "died") }
        }
        try live()
        switch mood {
        case 1, 2: return .later("450")
        case 3: return .failed("550")
        case 4: return .unknown("cut before the end")
        case 5:
            take()
            return .unknown("cut after the end")
        default:
            take()
            try live()
            return .sent
        }
    }
}
