import type { ThemeConfig } from 'antd';

// Whoever asked the system for less motion gets dialogs that stand at once: nothing moves away under a press.
const stillness = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

// The values of web/shared/tokens.css; antd needs them as numbers and hex to derive its own.
export const deskTheme: ThemeConfig = {
  token: {
    motion: !stillness,
    colorPrimary: '#1253a5',
    colorInfo: '#1253a5',
    colorLink: '#1253a5',
    // Lighter tones on hover would fail contrast AA on white.
    colorLinkHover: '#0b3a75',
    colorPrimaryHover: '#0b3a75',
    colorPrimaryTextHover: '#0b3a75',
    colorError: '#c7000b',
    colorText: '#1f2329',
    colorTextSecondary: '#595f69',
    // The derived greys fail contrast AA on white.
    colorTextDescription: '#595959',
    colorTextTertiary: '#595959',
    colorTextPlaceholder: '#6b7280',
    colorBorder: '#d9dde3',
    colorBgLayout: '#f4f6f9',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
  },
  components: {
    Layout: { siderBg: '#0b3a75', headerBg: '#ffffff', headerHeight: 56, headerPadding: '0 24px' },
    Menu: {
      darkItemBg: '#0b3a75',
      darkSubMenuItemBg: '#0b3a75',
      darkItemSelectedBg: '#1253a5',
      darkItemColor: '#dce8f7',
    },
    Table: { cellPaddingBlock: 10 },
    Alert: { withDescriptionPadding: '12px 16px', withDescriptionIconSize: 18 },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', labelHeight: 22 },
  },
};
