// The two sides are two applications, under two host names.
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsRefused } from '../../config/settings.ts';

const tls = { KAGIBAKO_TLS_CERTIFICATE: '/tls/chain.pem', KAGIBAKO_TLS_KEY: '/tls/key.pem' };

describe('the origins of the two sides', () => {
  it.each([
    ['two ports of one name', { KAGIBAKO_WARD_ORIGIN: 'https://kagibako.example', KAGIBAKO_CONTRACTOR_ORIGIN: 'https://kagibako.example:8443' }],
    ['one name in two spellings', { KAGIBAKO_WARD_ORIGIN: 'https://kagibako.example', KAGIBAKO_CONTRACTOR_ORIGIN: 'https://KAGIBAKO.example:8443' }],
    ['one address without names', { KAGIBAKO_WARD_HOST: '192.0.2.10', KAGIBAKO_CONTRACTOR_HOST: '192.0.2.10' }],
    ['the name of one is the address of the other', { KAGIBAKO_WARD_ORIGIN: 'https://[2001:db8::1]', KAGIBAKO_CONTRACTOR_HOST: '2001:db8::1' }],
  ])('are refused at the start with one host name: %s [ASVS 3.5.4]', (_, environment) => {
    expect(() => readSettings({ ...tls, ...environment })).toThrow(SettingsRefused);
    expect(() => readSettings({ ...tls, ...environment })).toThrow(/KAGIBAKO_CONTRACTOR_ORIGIN/);
  });

  it.each([
    ['two names', { KAGIBAKO_WARD_ORIGIN: 'https://kagibako.example', KAGIBAKO_CONTRACTOR_ORIGIN: 'https://kagibako-page.example' }],
    ['this machine alone', {}], ['this machine alone, by name', { KAGIBAKO_WARD_ORIGIN: 'http://localhost:8700', KAGIBAKO_CONTRACTOR_ORIGIN: 'http://localhost:8701' }],
  ])('are taken: %s', (_, environment) => {
    expect(readSettings({ ...tls, ...environment }).tls?.keyFile).toBe('/tls/key.pem');
  });
});
