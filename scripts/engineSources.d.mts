export declare function engineSources(): string;
