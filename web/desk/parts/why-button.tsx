import { Button, Tooltip, type ButtonProps } from 'antd';
import { useId } from 'react';

interface Props extends Omit<ButtonProps, 'disabled'> {
  /** Why it cannot be used now; null when it can. */
  readonly why: string | null;
}

/** A button that stays in reach when it cannot be used, and says why. */
export function WhyButton({ why, onClick, children, ...button }: Props) {
  const id = useId();
  if (why === null) {
    return (
      <Button {...button} {...(onClick ? { onClick } : {})}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip title={why} trigger={['hover', 'focus', 'click']}>
      <Button
        {...button}
        type="default"
        className="button-off"
        aria-disabled="true"
        aria-describedby={id}
      >
        {children}
        <span id={id} className="only-read">
          {why}
        </span>
      </Button>
    </Tooltip>
  );
}
