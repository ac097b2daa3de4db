// Starts the browser application.
import { createRoot } from 'react-dom/client';
import { Application } from './app/application.tsx';
import { startLanguage } from './app/language.ts';
import './styles.css';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html must hold an element with the id app.');
await startLanguage();
createRoot(root).render(<Application />);
await import('./fonts.ts');
