import Foundation
import PackagePlugin

/// Turns `workflows/` into a source file before `PlenumResources` is compiled.
@main
struct EmbedResourcesPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL.appending(path: "workflows")
        let output = context.pluginWorkDirectoryURL.appending(path: "ShippedResources.swift")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }
            .filter { $0.pathExtension == "yaml" || $0.pathExtension == "html" }
            .sorted { $0.path < $1.path }
        let inputs = files ?? []
        return [
            .buildCommand(
                displayName: "Embedding workflows",
                executable: try context.tool(named: "embed-resources").url,
                arguments: [output.path, root.path] + inputs.map(\.path),
                inputFiles: inputs,
                outputFiles: [output]
            )
        ]
    }
}
