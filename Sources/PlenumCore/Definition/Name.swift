import Synchronization

/// A word that a definition gives to an input, a step, a role, a policy, a column or an outcome.
///
/// Each is kept once, for as long as the process lives, and a `Name` says where: to copy one counts no references, and
/// to compare two reads no letters. A process meets as many as there are in the definitions that it reads.
public struct Name: Identifier, @unchecked Sendable {
    // Its own number and that of its bytes, as 32 bits each, and they. What it points to is written once and never
    // moved or freed, which is why it may be read from everywhere.
    fileprivate let kept: UnsafeRawPointer

    public init(rawValue: String) { self = rawValue.withBytes { Name($0) } }

    /// Of the bytes of a text, in UTF-8.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self = Name.all.withLock { $0.name(bytes) } }

    fileprivate init(kept: UnsafeRawPointer) { self.kept = kept }

    public var rawValue: String { String(decoding: bytes, as: UTF8.self) }

    fileprivate var bytes: UnsafeBufferPointer<UInt8> {
        let count = Int(kept.load(fromByteOffset: 4, as: UInt32.self))
        return UnsafeBufferPointer(start: (kept + 8).assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// The same for the same name, however its letters are composed, and another for each other, as long as the process
    /// lives; never 0.
    var number: UInt32 { kept.load(as: UInt32.self) }

    public static func == (left: Name, right: Name) -> Bool { left.number == right.number }

    public func hash(into hasher: inout Hasher) { hasher.combine(number) }

    private static let all = Mutex(KeptNames())
}

/// Every name there is, by its bytes. Behind a lock, and then nobody else's.
private struct KeptNames: @unchecked Sendable {
    private struct Place {
        /// Among the names, from 1; 0 where there is none.
        var position: UInt32 = 0
        var hash: UInt32 = 0
    }

    /// Each at the first free place from that of its hash on. At most half of them are taken.
    private var places = [Place](repeating: Place(), count: 512)
    private var names: [Name] = []
    /// The numbers of those that are not ASCII: a keyboard may type letters and marks apart that a file has composed.
    private var composable: [String: UInt32] = [:]
    /// Where the next name goes, and how many bytes there are for it.
    private var next = UnsafeMutableRawPointer.allocate(byteCount: block, alignment: 8)
    private var room = block
    private static var block: Int { 4096 }

    mutating func name(_ bytes: UnsafeBufferPointer<UInt8>) -> Name {
        let hash = KeptNames.hash(bytes)
        var place = Int(hash) & (places.count - 1)
        while places[place].position != 0 {
            if places[place].hash == hash {
                let known = names[Int(places[place].position) - 1]
                if known.bytes.isSame(as: bytes) { return known }
            }
            place = (place + 1) & (places.count - 1)
        }
        let new = keep(bytes)
        names.append(new)
        places[place] = Place(position: UInt32(names.count), hash: hash)
        if names.count * 2 > places.count { grow() }
        return new
    }

    private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> Name {
        let size = (8 + bytes.count + 3) & ~3
        if room < size {
            room = max(size, KeptNames.block)
            next = .allocate(byteCount: room, alignment: 8)
        }
        next.storeBytes(of: number(of: bytes), as: UInt32.self)
        next.storeBytes(of: UInt32(bytes.count), toByteOffset: 4, as: UInt32.self)
        UnsafeMutableRawBufferPointer(start: next + 8, count: bytes.count).copyMemory(
            from: UnsafeRawBufferPointer(bytes))
        defer { (next, room) = (next + size, room - size) }
        return Name(kept: UnsafeRawPointer(next))
    }

    /// Of a name that is new: the next one, unless it is the same as another in other bytes.
    private mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let next = UInt32(names.count + 1)
        if bytes.allSatisfy({ $0 < 0x80 }) { return next }
        let text = String(decoding: bytes, as: UTF8.self)
        if let known = composable[text] { return known }
        composable[text] = next
        return next
    }

    private mutating func grow() {
        let old = places
        places = [Place](repeating: Place(), count: old.count * 2)
        for known in old where known.position != 0 {
            var place = Int(known.hash) & (places.count - 1)
            while places[place].position != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = known
        }
    }

    /// Eight bytes at a time, by folded multiplication, from a start that is another in each process: so no file can be
    /// made whose names all fall into one place.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash = seed ^ UInt64(raw.count)
        var place = 0
        while place + 8 <= raw.count {
            mix(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self), into: &hash)
            place += 8
        }
        mix(Spelling.eight(bytes, from: place), into: &hash)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    private static func mix(_ word: UInt64, into hash: inout UInt64) {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        hash = product.high ^ product.low
    }

    private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
}
