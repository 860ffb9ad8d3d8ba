import { useEffect, useState } from 'react';

/** Takes a file dropped anywhere on the page; tells whether one hovers over it. */
export function usePageDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    let depth = 0;
    const carriesFile = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      depth += 1;
      setHovering(true);
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      depth -= 1;
      if (depth <= 0) setHovering(false);
    };
    const over = (event: DragEvent): void => {
      if (carriesFile(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      depth = 0;
      setHovering(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) {
      document.addEventListener(name as 'drop', listener);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        document.removeEventListener(name as 'drop', listener);
      }
    };
  }, [onFiles]);
  return hovering;
}
