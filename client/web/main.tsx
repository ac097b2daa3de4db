// Starts the browser application: first the colours, so that nothing is painted in the wrong ones, then the words, then the pages.
import { createRoot } from 'react-dom/client';
import { Application } from './app/application.tsx';
import { startLanguage } from './app/language.ts';
import { startTheme } from './app/theme.ts';
import './styles.css';

startTheme();
const root = document.getElementById('app');
if (root === null) throw new Error('index.html must hold an element with the id app.');
await startLanguage();
createRoot(root).render(<Application />);
await import('./fonts.ts');
