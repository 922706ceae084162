import Foundation

/// What the kernel says of this process's memory.
enum ResidentMemory {
    /// By how many bytes the memory in use grew at its peak while `body` ran.
    static func growth(_ body: () -> Void) -> Int {
        // What was freed before goes back to the kernel, so that using it again counts.
        trim()
        // 5 lets the kernel forget the peak so far (proc(5), clear_refs).
        try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        let before = kilobytes("VmRSS")
        body()
        return max(0, kilobytes("VmHWM") - before) * 1024
    }

    /// malloc_trim(3), which the modules for Swift leave out; where there is none, what is measured may be too little.
    private static func trim() {
        guard let function = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(function, to: (@convention(c) (Int) -> Int32).self)(0)
    }

    private static func kilobytes(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    }
}
