import { Component, type ReactNode } from "react";
import { Button } from "@/ui/Button";

interface ErrorBoundaryProps {
  /** What the panel is called, for the sentence. */
  readonly panel: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | undefined;
}

/** Keeps a fault inside one panel: the others go on, and this one says what happened and can be tried again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(reason: unknown): ErrorBoundaryState {
    return { error: reason instanceof Error ? reason : new Error(String(reason)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div role="alert" className="flex flex-col items-start gap-2 p-4 text-md">
        <p>
          <strong>{this.props.panel}</strong> stopped at a fault of this page:{" "}
          <span className="kernel">{error.message}</span>
        </p>
        <Button onClick={() => this.setState({ error: undefined })}>Try again</Button>
      </div>
    );
  }
}
