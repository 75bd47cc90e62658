"""The register of libraries: the same library found again in another year or file, with the reason; mergers and closures as events."""
